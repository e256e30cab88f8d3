using System.Text.Json;
using System.Text.Json.Serialization;

namespace HeavySim.Experiments.Sweeping;

/// <summary>
/// A grid of experiments as its file writes it: every combination of the lists is one row of the result. Lists left out have one entry.
/// </summary>
internal sealed record SweepGrid
{
    /// <summary>Stands for what the mode does by itself: its selector, its cross-check, its stop rule.</summary>
    public const string ModesOwn = "mode's own";

    /// <summary>The problem set; a relative path is looked for beside the grid file.</summary>
    public required string Problems { get; init; }

    /// <summary>The first part of the names of its runs; null for the grid file's name.</summary>
    public string? Name { get; init; }

    /// <summary>Only the first so many problems; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Numbers of agents.</summary>
    public IReadOnlyList<int>? Agents { get; init; }

    /// <summary>Endpoints, as for <c>run</c>.</summary>
    public IReadOnlyList<string>? Endpoints { get; init; }

    /// <summary>Simulation profiles: short for the endpoints "sim:profile".</summary>
    public IReadOnlyList<string>? Profiles { get; init; }

    /// <summary>Modes; "vote" by default.</summary>
    public IReadOnlyList<string>? Modes { get; init; }

    /// <summary>Selectors; those of the modes by default.</summary>
    public IReadOnlyList<string>? Selectors { get; init; }

    /// <summary>Stop rules.</summary>
    public IReadOnlyList<string>? StopRules { get; init; }

    /// <summary>Cross-checks; those of the modes by default, where the selector reads them.</summary>
    public IReadOnlyList<string>? Checks { get; init; }

    /// <summary>Plans of rounds, as for <c>--rounds</c>; "0" for none.</summary>
    public IReadOnlyList<string>? Rounds { get; init; }

    /// <summary>Seeds.</summary>
    public IReadOnlyList<long>? Seeds { get; init; }

    /// <summary>Further options of <c>run</c>, the same for every combination, as they stand on a command line.</summary>
    public IReadOnlyList<string>? Options { get; init; }

    /// <summary>Reads a grid.</summary>
    /// <exception cref="HeavySimException">There is no such file, or it is no grid.</exception>
    public static SweepGrid Read(string path)
    {
        try
        {
            var grid = JsonSerializer.Deserialize(File.ReadAllText(path), SweepJson.Default.SweepGrid)
                ?? throw new HeavySimException($"{path} is no grid: it holds null.");
            if (grid.Limit is < 1)
                throw new HeavySimException($"{path} is no grid: \"limit\" has to be 1 or more, not {grid.Limit}.");
            if ((grid.Agents ?? []).Any(static n => n < 1))
                throw new HeavySimException($"{path} is no grid: \"agents\" have to be 1 or more, not {grid.Agents!.Min()}.");
            var problems = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "", grid.Problems);
            return grid with { Problems = problems, Name = grid.Name ?? Path.GetFileNameWithoutExtension(path) };
        }
        catch (JsonException error)
        {
            throw new HeavySimException($"{path} is no grid: {JsonFault.Of(error, SweepJson.Default.SweepGrid)}.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HeavySimException($"The grid {path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Every combination.</summary>
    /// <exception cref="HeavySimException">A list is empty: there is no combination.</exception>
    public IReadOnlyList<SweepCell> Cells()
    {
        if (Agents is [] || Modes is [] || Selectors is [] || StopRules is [] || Checks is [] || Rounds is [] || Seeds is []
            || (Endpoints is [] && Profiles is null or []))
            throw new HeavySimException("A list of the grid is empty, so there is no combination: leave it out, or give it an entry.");

        string[] profiles = [.. (Profiles ?? []).Select(static p => "sim:" + p)];
        IReadOnlyList<string> endpoints = Endpoints is null && profiles.Length == 0 ? ["sim:"] : [.. Endpoints ?? [], .. profiles];
        return
        [
            .. from endpoint in endpoints
               from mode in Modes ?? ["vote"]
               from check in Checks ?? [ModesOwn]
               from rounds in Rounds ?? ["0"]
               from seed in Seeds ?? [1]
               from agents in Agents ?? [8]
               from stop in StopRules ?? ["all"]
               from selector in Selectors ?? [ModesOwn]
               select new SweepCell(endpoint, mode, check, seed, agents, stop, selector) { Rounds = rounds },
        ];
    }
}

/// <summary>How a grid is written.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SweepGrid))]
internal sealed partial class SweepJson : JsonSerializerContext;
