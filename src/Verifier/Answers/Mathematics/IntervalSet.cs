using System.Globalization;

namespace HeavySim.Verifier.Answers;

/// <summary>
/// Unions, intersections and differences of sets of real numbers, by their keys: [1, 4] ∪ [4, 6] is [1, 6]. A number is an interval of
/// one point. Sets with other elements are combined element by element.
/// </summary>
internal static class IntervalSet
{
    private static readonly IReadOnlyList<Interval> All = [new(End.Least, IncludesFrom: false, End.Greatest, IncludesTo: false)];

    /// <summary>The keys of the parts of a union, with those that touch made one; other keys stay as they are.</summary>
    public static IEnumerable<string> Merged(IReadOnlyList<string> keys)
    {
        var intervals = new List<Interval>();
        foreach (var key in keys)
        {
            if (Read(key) is not { } parts)
                return keys;
            intervals.AddRange(parts);
        }

        return keys.Count < 2 ? keys : Merged(intervals).Select(static interval => interval.ToString()).DefaultIfEmpty("∅");
    }

    /// <summary>The key of what all sets have in common; null where one is no set.</summary>
    public static string? Common(IReadOnlyList<string> keys)
    {
        var common = All;
        foreach (var key in keys)
        {
            if (Read(key) is not { } next)
                return Elements(keys, static (sofar, other) => sofar.IntersectWith(other));
            common = Merged(common.SelectMany(a => next.Select(a.Common)).OfType<Interval>());
        }

        return KeyOf(common);
    }

    /// <summary>The key of a set without the elements of another; null where one is no set.</summary>
    public static string? Without(string set, string other) =>
        Read(set) is { } from && Read(other) is { } taken
            ? KeyOf([.. from.SelectMany(a => Complement(taken).Select(a.Common)).OfType<Interval>()])
            : Elements([set, other], static (sofar, next) => sofar.ExceptWith(next));

    private static string KeyOf(IReadOnlyList<Interval> intervals) =>
        intervals.Count == 0 ? "∅" : MathForm.SetOf(intervals.Select(static interval => interval.ToString()));

    /// <summary>Sets of other things than numbers; null where one is an interval.</summary>
    private static string? Elements(IReadOnlyList<string> keys, Action<SortedSet<string>, IEnumerable<string>> combine)
    {
        SortedSet<string>? sofar = null;
        foreach (var key in keys)
        {
            var elements = key == "∅" ? [] : key is ['{', .., '}'] ? key[1..^1].Split('|') : [key];
            if (Array.Exists(elements, static element => element.Contains('∞', StringComparison.Ordinal)))
                return null;
            if (sofar is null)
                sofar = new SortedSet<string>(elements, StringComparer.Ordinal);
            else
                combine(sofar, elements);
        }

        return sofar is null or { Count: 0 } ? "∅" : MathForm.SetOf(sofar);
    }

    private static List<Interval> Merged(IEnumerable<Interval> intervals)
    {
        var sorted = intervals.ToList();
        sorted.Sort(static (a, b) => a.From.Against(b.From) is not 0 and var order ? order : b.IncludesFrom.CompareTo(a.IncludesFrom));
        var merged = new List<Interval>();
        foreach (var next in sorted)
        {
            if (merged.Count == 0 || next.From.Against(merged[^1].To) is var gap
                && (gap > 0 || (gap == 0 && !next.IncludesFrom && !merged[^1].IncludesTo)))
                merged.Add(next);
            else
                merged[^1] = merged[^1].Joined(next);
        }

        return merged;
    }

    private static List<Interval> Complement(IEnumerable<Interval> intervals)
    {
        var gaps = new List<Interval>();
        var (from, includes) = (End.Least, false);
        foreach (var taken in Merged(intervals))
        {
            if (new Interval(from, includes, taken.From, !taken.IncludesFrom) is { IsEmpty: false } gap)
                gaps.Add(gap);
            (from, includes) = (taken.To, !taken.IncludesTo);
        }

        if (new Interval(from, includes, End.Greatest, IncludesTo: false) is { IsEmpty: false } rest)
            gaps.Add(rest);
        return gaps;
    }

    /// <summary>The intervals of a set of numbers; null for anything else.</summary>
    private static List<Interval>? Read(string key)
    {
        var intervals = new List<Interval>();
        foreach (var part in key == "∅" ? [] : key is ['{', .., '}'] ? key[1..^1].Split('|') : [key])
        {
            if (Interval.Read(part) is not { } interval)
                return null;
            intervals.Add(interval);
        }

        return intervals;
    }

    /// <summary>An end of an interval: a number, by its key and as a value to order it by, or infinity.</summary>
    private sealed record End(string Key, Rational? Exact, double Size)
    {
        public static readonly End Least = new("-∞", null, double.NegativeInfinity);
        public static readonly End Greatest = new("∞", null, double.PositiveInfinity);

        /// <summary>Negative where it lies below the other, 0 where they are one.</summary>
        public int Against(End other) => Key == other.Key ? 0
            : Exact is { } mine && other.Exact is { } its ? (mine - its).Sign
            : Size.CompareTo(other.Size);

        public static End? Read(string key) => key switch
        {
            "∞" => Greatest,
            "-∞" => Least,
            ['n', ..] => ValueForm.Read(key) is { } value ? new End(key, value, value.ToDouble()) : null,
            ['~', ':', .. var rounded] when double.TryParse(rounded, NumberStyles.Float, CultureInfo.InvariantCulture, out var size) =>
                new End(key, null, size),
            _ => null,
        };
    }

    private sealed record Interval(End From, bool IncludesFrom, End To, bool IncludesTo)
    {
        public bool IsEmpty => From.Against(To) is var order && (order > 0 || (order == 0 && !(IncludesFrom && IncludesTo)));

        public static Interval? Read(string key)
        {
            if (key is ['(' or '[', .., ')' or ']'])
            {
                return key[1..^1].Split(';') is [var low, var high] && End.Read(low) is { } from && End.Read(high) is { } to
                    ? new Interval(from, key[0] == '[', to, key[^1] == ']')
                    : null;
            }

            return End.Read(key) is { Key: [.., not '∞'] } point ? new Interval(point, IncludesFrom: true, point, IncludesTo: true) : null;
        }

        public Interval? Common(Interval other)
        {
            var (low, high) = (From.Against(other.From), To.Against(other.To));
            var common = new Interval(
                low >= 0 ? From : other.From, low > 0 ? IncludesFrom : low < 0 ? other.IncludesFrom : IncludesFrom && other.IncludesFrom,
                high <= 0 ? To : other.To, high < 0 ? IncludesTo : high > 0 ? other.IncludesTo : IncludesTo && other.IncludesTo);
            return common.IsEmpty ? null : common;
        }

        /// <summary>With one that begins no earlier and touches it.</summary>
        public Interval Joined(Interval later) => To.Against(later.To) switch
        {
            > 0 => this,
            0 => this with { IncludesTo = IncludesTo || later.IncludesTo },
            _ => this with { To = later.To, IncludesTo = later.IncludesTo },
        };

        public override string ToString() =>
            From.Key == To.Key ? From.Key : $"{(IncludesFrom ? '[' : '(')}{From.Key};{To.Key}{(IncludesTo ? ']' : ')')}";
    }
}
