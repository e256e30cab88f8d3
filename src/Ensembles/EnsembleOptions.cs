using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;

namespace HeavySim.Ensembles;

/// <summary>
/// What an ensemble is to be: who answers, how the answers are checked and fused, when to stop. Names are those of the command line
/// (docs/modes.md, docs/stop-rules.md, docs/budgets.md, docs/selectors.md, docs/cross-check.md); what is null follows from the mode, or has
/// the default named here. <see cref="Ensemble.OpenAsync"/> validates it as a whole and names every fault.
/// </summary>
public sealed record EnsembleOptions
{
    /// <summary>How many agents, 1 to 32. Default: the mode's, of a written roster at most its size; else that size, else 8.</summary>
    public int? Agents { get; init; }

    /// <summary>
    /// Where the models are: "sim:", "sim:profile", "replay:file", an http(s) address, "azure:deployment", or a name from the configuration
    /// file; several spread the agents. Default: the configuration file's roster, else OPENAI_BASE_URL, else "sim:".
    /// </summary>
    public IReadOnlyList<string>? Endpoints { get; init; }

    /// <summary>The models' names at the endpoints; several are mixed. Default: the endpoint's own.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>All random choices follow from it. Default 1.</summary>
    public long? Seed { get; init; }

    /// <summary>"fast", "thinking", "heavy" (the default), "auto", or a mode of the configuration file.</summary>
    public string? Mode { get; init; }

    /// <summary>What the agents may call, joined by commas: calculator, python, mcp:server, plugin:name. Default: nothing.</summary>
    public string? Tools { get; init; }

    /// <summary>
    /// The shape of a search tree, as "breadth=4,depth=3,beam=2" or "default". Default: no tree, each agent answers by itself.
    /// </summary>
    public string? Tree { get; init; }

    /// <summary>The selector that fuses the answers. Default: the mode's, in "heavy" "fusion"; "confidence" for a tree.</summary>
    public string? Select { get; init; }

    /// <summary>
    /// How the agents check each other; methods joined by '+', or "none". Default: the mode's, in "heavy" "verdict:3+listwise:3", where the
    /// selector reads what checkers find and there is somebody to check.
    /// </summary>
    public string? Check { get; init; }

    /// <summary>
    /// The share of all output tokens that the cross-check may take, more than 0 and less than 1: it goes to the problems where it is
    /// expected to gain most by the token. Default: no limit; what gains less than one answer in a thousand is left out all the same.
    /// </summary>
    public double? CheckShare { get; init; }

    /// <summary>
    /// How attempts go on from each other: a plan such as "rsa:n=16,k=4,steps=10", "shrink:16,4,1" or "reflect:8" (docs/rounds.md), where
    /// agents beyond those of the plan are there for the vote to be compared with; or how often the agents compare notes and may revise,
    /// "0" to "8", in JSON also as a number. Default "0".
    /// </summary>
    [JsonConverter(typeof(RoundsText))]
    public string? Rounds { get; init; }

    /// <summary>
    /// The rule that says when more attempts are not worth it. Default "lead": once the winner of the full vote is certain.
    /// </summary>
    public string? Stop { get; init; }

    /// <summary>How many agents begin at a time: "all" (the default), "one", "growing", or sizes such as "4,4,8".</summary>
    public string? Waves { get; init; }

    /// <summary>
    /// The prompt strategies that are dealt out over the agents, by name; "plain" is the bare question. Default: the mode's, nine in all.
    /// </summary>
    public IReadOnlyList<string>? Strategies { get; init; }

    /// <summary>
    /// A file with the messages of every agent, in place of strategies: {question} and {format} are filled in; above a line "---" stands
    /// the system message, if there is to be one. Default: none.
    /// </summary>
    public string? PromptFile { get; init; }

    /// <summary>Seconds for a whole problem, up to a week. Default: none.</summary>
    public double? Deadline { get; init; }

    /// <summary>Seconds for one agent's attempt, retries included, 0.001 to 86,400. Default 1,800.</summary>
    public double? AttemptDeadline { get; init; }

    /// <summary>
    /// Seconds for which an endpoint is waited for that serves nobody (away, limited, loading), 0 to 604,800; then all gives up. Default:
    /// the endpoint's own, 600.
    /// </summary>
    public double? Patience { get; init; }

    /// <summary>Once this share of the agents is in, in (0, 1], the others get as long again and no longer. Default: none.</summary>
    public double? Quorum { get; init; }

    /// <summary>
    /// An agent slower than this percentile of its endpoint's calls, 50 to below 100, gets a second try; 0 for never. Default: at real
    /// endpoints only what takes twice as long as 90 % of the calls, where a call is free.
    /// </summary>
    public double? Hedge { get; init; }

    /// <summary>Hard caps on all that is asked, as "tokens=N,cost=dollars,calls=N,time=seconds". Default: none.</summary>
    public string? Budget { get; init; }

    /// <summary>The same for each problem.</summary>
    public string? ProblemBudget { get; init; }

    /// <summary>How many calls may be in flight at once, 1 to 4,096. Default 32.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Sampling temperature of every agent, 0 to 2. Default: spread over the roster.</summary>
    public double? Temperature { get; init; }

    /// <summary>The longest answer of one agent, in tokens. Default: the endpoint's own limit.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>
    /// The log-probabilities that are asked for, to measure how sure the models are of their tokens (docs/token-confidence.md): how many
    /// candidates of each token, 2 to 20, and perhaps the tokens of a group, as "20" or "20,window=512". Default: none, or "20" where the
    /// selector or the cut needs them.
    /// </summary>
    public string? Logprobs { get; init; }

    /// <summary>
    /// When an attempt is ended because its model grew unsure of its tokens, as "deepconf:low" or "deepconf:high,warmup=8,window=512".
    /// Default: never.
    /// </summary>
    public string? Cut { get; init; }

    /// <summary>
    /// Threads that compute the tokens of a model file, 1 to 256. Default: one on machines of up to four cores, else half of the cores.
    /// </summary>
    public int? Threads { get; init; }

    /// <summary>
    /// The chat template of model files by its name ("plain", "chatml" and so on, docs/local-models.md). Default: the file's own.
    /// </summary>
    public string? Template { get; init; }

    /// <summary>The file of endpoints, roster, modes and MCP servers. Default: heavysim.json where there is one.</summary>
    public string? Config { get; init; }

    /// <summary>
    /// A folder where answers of real endpoints are kept: a request that was made before (same endpoint, model, texts, tools, seed and
    /// options) is answered from there and costs nothing. For questions that are asked again and again, not for runs, which have their
    /// store. Default: none.
    /// </summary>
    public string? Cache { get; init; }

    /// <summary>
    /// Where requests to the endpoints are logged: each begin, end and failure at Debug and above, texts at Trace; keys never. Default:
    /// nowhere.
    /// </summary>
    [JsonIgnore]
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>
    /// The stop rule where neither the options nor the mode name one: a measurement wants all samples, an answer wants to be quick.
    /// </summary>
    internal string UsualStop { get; init; } = "lead";

    /// <summary>Reads options from a JSON object with these fields in camelCase; comments and trailing commas are allowed.</summary>
    /// <exception cref="HeavySimException">It is no such object, or a field is not known.</exception>
    public static EnsembleOptions FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, EnsembleJson.Default.EnsembleOptions)
                ?? throw new HeavySimException("The ensemble's options are null.");
        }
        catch (JsonException error)
        {
            throw new HeavySimException(
                $"The ensemble's options cannot be read: {JsonFault.Of(error, EnsembleJson.Default.EnsembleOptions)}.", error);
        }
    }
}

/// <summary>How options are written.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(EnsembleOptions))]
internal sealed partial class EnsembleJson : JsonSerializerContext;
