using System.Numerics;

namespace HeavySim.Verifier.Answers;

/// <summary>Unions and intersections of intervals with exact ends, by their keys: [1, 4] ∪ [4, 6] is [1, 6].</summary>
internal static class IntervalSet
{
    /// <summary>The keys of the parts of a union, with those that touch made one; other keys stay as they are.</summary>
    public static IEnumerable<string> Merged(IReadOnlyList<string> keys)
    {
        if (keys.Count < 2)
            return keys;

        var intervals = new List<Interval>();
        foreach (var key in keys)
        {
            if (Interval.Read(key) is not { } interval)
                return keys;
            intervals.Add(interval);
        }

        intervals.Sort(static (a, b) => a.From.Against(b.From) is not 0 and var order ? order : b.IncludesFrom.CompareTo(a.IncludesFrom));
        var merged = new List<Interval> { intervals[0] };
        foreach (var next in intervals.Skip(1))
        {
            var last = merged[^1];
            var gap = next.From.Against(last.To);
            if (gap > 0 || (gap == 0 && !next.IncludesFrom && !last.IncludesTo))
                merged.Add(next);
            else
                merged[^1] = last.To.Against(next.To) is var order && order > 0 ? last
                    : last with { To = next.To, IncludesTo = next.IncludesTo || (order == 0 && last.IncludesTo) };
        }

        return merged.Select(static interval => interval.ToString());
    }

    /// <summary>The key of what all intervals have in common; null where one is none.</summary>
    public static string? Common(IEnumerable<string> keys)
    {
        Interval? common = null;
        foreach (var key in keys)
        {
            if (Interval.Read(key) is not { } next)
                return null;
            common = common is null ? next : common.Common(next);
        }

        return common is null ? null
            : common.From.Against(common.To) is var order && (order > 0 || (order == 0 && !(common.IncludesFrom && common.IncludesTo)))
                ? "∅"
                : common.ToString();
    }

    /// <summary>An end of an interval: a number, or infinity of a sign.</summary>
    private sealed record End(Rational Value, int Infinity)
    {
        /// <summary>Negative where it lies below the other, 0 where they are one.</summary>
        public int Against(End other) => Infinity != other.Infinity ? Infinity.CompareTo(other.Infinity) : (Value - other.Value).Sign;

        public static End? Read(string key) => key switch
        {
            "∞" => new End(0, 1),
            "-∞" => new End(0, -1),
            ['n', ':', .. var number] => number.Split('/') switch
            {
                [var whole] when BigInteger.TryParse(whole, out var integer) => new End(new Rational(integer), 0),
                [var top, var bottom] when BigInteger.TryParse(top, out var over) && BigInteger.TryParse(bottom, out var under) =>
                    new End(new Rational(over, under), 0),
                _ => null,
            },
            _ => null,
        };

        public override string ToString() => Infinity > 0 ? "∞" : Infinity < 0 ? "-∞" : ValueForm.KeyOf(Value);
    }

    private sealed record Interval(End From, bool IncludesFrom, End To, bool IncludesTo)
    {
        public static Interval? Read(string key) =>
            key is ['(' or '[', .., ')' or ']'] && key[1..^1].Split(';') is [var low, var high] && End.Read(low) is { } from
                && End.Read(high) is { } to
                    ? new Interval(from, key[0] == '[', to, key[^1] == ']')
                    : null;

        public Interval Common(Interval other)
        {
            var (low, high) = (From.Against(other.From), To.Against(other.To));
            return new Interval(
                low >= 0 ? From : other.From, low > 0 ? IncludesFrom : low < 0 ? other.IncludesFrom : IncludesFrom && other.IncludesFrom,
                high <= 0 ? To : other.To, high < 0 ? IncludesTo : high > 0 ? other.IncludesTo : IncludesTo && other.IncludesTo);
        }

        public override string ToString() => $"{(IncludesFrom ? '[' : '(')}{From};{To}{(IncludesTo ? ']' : ')')}";
    }
}
