using System.Reflection;
using System.Text.Json;

namespace HeavySim.Simulation;

/// <summary>The profiles that come with the program, and profiles from files.</summary>
public static class ProfileCatalog
{
    private const string Prefix = "profiles.";
    private const string Suffix = ".json";

    /// <summary>The name of the profile that "sim:" means.</summary>
    public const string DefaultName = "default";

    /// <summary>The names of the embedded profiles, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Assembly.GetManifestResourceNames()
            .Where(static n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(static n => n[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    private static Assembly Assembly => typeof(ProfileCatalog).Assembly;

    /// <summary>
    /// Loads what stands after "sim:": nothing for the default, the name of an embedded profile, or the path of a JSON file (anything with
    /// a slash in it or ending in ".json").
    /// </summary>
    /// <exception cref="HeavySimException">There is no such profile, or it has errors; every one is named.</exception>
    public static SimulationProfile Load(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var name = reference.Trim();
        if (name.Length == 0)
            name = DefaultName;

        if (name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) || name.Contains('/', StringComparison.Ordinal)
            || name.Contains('\\', StringComparison.Ordinal))
            return Parse(ReadFile(name), name);

        using var stream = Assembly.GetManifestResourceStream(Prefix + name + Suffix)
            ?? throw new HeavySimException(
                $"There is no simulation profile '{name}'. Embedded are: {string.Join(", ", Names)}. A file is given as sim:path.json.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), name);
    }

    /// <summary>Reads a profile from JSON and validates it.</summary>
    /// <param name="json">The profile.</param>
    /// <param name="origin">Its name or path, for messages.</param>
    /// <exception cref="HeavySimException">It is no valid profile; every error is named.</exception>
    public static SimulationProfile Parse(string json, string origin)
    {
        SimulationProfile profile;
        try
        {
            profile = JsonSerializer.Deserialize(json, ProfileJson.Default.SimulationProfile)
                ?? throw new HeavySimException($"Profile {origin} is empty (null).");
        }
        catch (JsonException error)
        {
            throw new HeavySimException($"Profile {origin}: {JsonFault.Of(error, ProfileJson.Default.SimulationProfile)}.", error);
        }

        if (profile.Errors() is { Count: > 0 } errors)
            throw new HeavySimException($"Profile {origin} has {errors.Count} error(s):\n  {string.Join("\n  ", errors)}");

        return profile;
    }

    /// <summary>Writes a profile as JSON that <see cref="Parse"/> reads back.</summary>
    public static string ToJson(SimulationProfile profile) => JsonSerializer.Serialize(profile, ProfileJson.Default.SimulationProfile);

    private static string ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new HeavySimException($"Profile file {path} cannot be read: {error.Message}", error);
        }
    }
}
