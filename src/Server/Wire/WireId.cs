using System.Security.Cryptography;

namespace HeavySim.Server.Wire;

/// <summary>Names for requests and completions. They decide nothing, so they need no key; they must only never meet.</summary>
internal static class WireId
{
    public static string New(string prefix) => prefix + RandomNumberGenerator.GetHexString(24, lowercase: true);
}
