using System.Security.Cryptography;
using System.Text;

namespace HeavySim.Core;

/// <summary>
/// The key of what a program does: equal for programs that give the same results on the same inputs. It also says whether the program
/// passes the tests that its question shows, which is a filter and no verdict: what fails them is wrong, what passes may still be.
/// </summary>
internal static class BehaviourKey
{
    private const string Passing = "b+:";
    private const string Failing = "b-:";

    /// <summary>The key of a program with these results, one to each input, in their order.</summary>
    public static string Of(IEnumerable<string> results, bool passesVisible)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', results)));
        return (passesVisible ? Passing : Failing) + Convert.ToHexStringLower(digest.AsSpan(0, 12));
    }

    /// <summary>Whether a key is that of a program which fails a test that its question shows.</summary>
    public static bool Fails(string key) => key.StartsWith(Failing, StringComparison.Ordinal);

    /// <summary>Whether a key tells what a program does.</summary>
    public static bool Is(string key) => Fails(key) || key.StartsWith(Passing, StringComparison.Ordinal);
}
