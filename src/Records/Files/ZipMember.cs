namespace HeavySim.Records.Files;

/// <summary>A file inside a zip archive, as its directory tells of it.</summary>
/// <param name="Name">Its path in the archive.</param>
/// <param name="Method">How it is packed: 0 not at all, 8 deflate, 93 zstd.</param>
/// <param name="IsEncrypted">True when a password is needed.</param>
/// <param name="PackedSize">Its bytes in the archive.</param>
/// <param name="Size">Its bytes unpacked.</param>
/// <param name="Header">Where in the archive its own header begins.</param>
internal sealed record ZipMember(string Name, int Method, bool IsEncrypted, long PackedSize, long Size, long Header);
