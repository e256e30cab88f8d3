using System.Globalization;

namespace HeavySim.Orchestrator;

/// <summary>The shape of a tree of partial solutions.</summary>
internal sealed record TreeOptions : TreeShape
{
    /// <summary>How many different next steps are taken from one node, 1 to 32; default 4.</summary>
    public int Breadth { get; init; } = 4;

    /// <summary>How many steps before a way is carried through to its answer, 1 to 16; default 3.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>How many nodes are gone on from at a time, 1 to 32; default 2.</summary>
    public int Beam { get; init; } = 2;

    /// <summary>
    /// False (the default) to go on from the best nodes of the newest level and leave the rest for good (beam search); true to go on from
    /// the best open nodes of any level, until as many ways have ended as the beam is wide.
    /// </summary>
    public bool IsBestFirst { get; init; }

    /// <summary>Reads "breadth=4,depth=3,beam=2" and "best-first", any of them in any order; "default" for none.</summary>
    /// <exception cref="HeavySimException">A part is not of that form or out of range.</exception>
    public static new TreeOptions Parse(string text) => text == "default"
        ? new TreeOptions()
        : text.Split(',', StringSplitOptions.TrimEntries).Aggregate(new TreeOptions(), static (tree, part) => tree.With(part));

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"breadth={Breadth},depth={Depth},beam={Beam}{(IsBestFirst ? ",best-first" : "")}");

    private TreeOptions With(string part)
    {
        if (part == "best-first")
            return this with { IsBestFirst = true };

        var (name, value) = part.Split('=', 2) is [var left, var right] ? (left.TrimEnd(), right.TrimStart()) : (part, "");
        var number = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        return name switch
        {
            "breadth" when number is >= 1 and <= 32 => this with { Breadth = number },
            "depth" when number is >= 1 and <= 16 => this with { Depth = number },
            "beam" when number is >= 1 and <= 32 => this with { Beam = number },
            _ => throw new HeavySimException(
                "A tree is breadth=1..32, depth=1..16, beam=1..32 and best-first, joined by commas, as in breadth=4,depth=3,beam=2; "
                + $"'{part}' is none of these. An adaptive tree of answers is ab:calls=32."),
        };
    }
}
