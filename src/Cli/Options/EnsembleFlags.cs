using HeavySim.Agents;
using HeavySim.Cli.Tracing;
using HeavySim.Orchestrator;
using HeavySim.Verifier;

namespace HeavySim.Cli.Options;

/// <summary>The flags that <c>solve</c> and <c>run</c> share, translated into the options of an ensemble.</summary>
internal sealed class EnsembleFlags
{
    private readonly NumberOption<int> _agents = new("--agents", OptionRanges.Agents, "-n", isCheckedLater: true)
    {
        Description = $"How many agents, 1 to {EnsembleSolver.MaximumAgents}.",
        DefaultValueFactory = static _ => 8,
        HelpName = "1..32",
    };

    private readonly Option<string[]> _endpoints = new("--endpoint", "-e")
    {
        Description = "Where the model is: sim:, sim:<profile>, replay:<file>, gguf:<file>, http(s)://host[:port][/v1], "
            + "responses:http(s)://host[/v1], anthropic:<model>, ollama:[host:port/]<model>, azure:<deployment>, or a name from "
            + "heavysim.json. Repeat it to spread the agents. Default: the roster of heavysim.json, else OPENAI_BASE_URL, else sim:.",
        HelpName = "endpoint",
    };

    private readonly Option<string[]> _models = new("--model", "-m")
    {
        Description = "The model's name at the endpoint. Repeat it to mix models.",
        HelpName = "model",
    };

    private readonly NumberOption<long> _seed = new("--seed", NumberRange.Any)
    {
        Description = "All random choices follow from it.",
        DefaultValueFactory = static _ => 1,
        HelpName = "number",
    };

    private readonly Option<string> _store = StoreOption.Create();

    private readonly Option<string> _mode = new("--mode")
    {
        Description = "fast: one agent, a direct answer, no reasoning asked for. thinking: one agent, its reasoning shown as it comes. "
            + "heavy: all agents, who check each other's answers (--check verdict:3+listwise:3), and everything known of each answer is "
            + "fused (--select fusion). vote: all agents, and the answer most of them gave. auto: follows the difficulty: a fast agent "
            + "first, then waves of 3, 4, 8 and 16 until the evidence is enough (up to 32 agents, --stop dial:.95). rsa, shrink, "
            + "reflect: --rounds rsa, shrink, reflect. Or one under \"modes\" in heavysim.json.",
        DefaultValueFactory = static _ => "heavy",
        HelpName = "fast|thinking|heavy|vote|auto|rsa|shrink|reflect",
    };

    private readonly Option<string[]> _strategies = new("--strategy")
    {
        Description = "How the agents go about a problem, dealt out in turn: "
            + $"{string.Join(", ", PromptStrategies.All.Select(static s => s.Name))}; or plain: the bare question, with no system prompt. "
            + "Repeat it to mix them. Default: the nine in turn.",
        HelpName = "strategy",
    };

    private readonly Option<string?> _promptFile = new("--prompt-file")
    {
        Description = "Messages of your own for every agent: {question} and {format} (how to state the answer) are filled in; above a line "
            + "'---' stands the system message, if there is to be one. A .yaml file is a prompt function of Semantic Kernel.",
        HelpName = "file",
    };

    private readonly Option<string?> _tools = new("--tools")
    {
        Description = "What the agents may call, joined by commas: calculator, python (in a sandbox, where there can be one), "
            + "mcp:<server> of mcpServers in heavysim.json, mcp:* for all, plugin:<name> of plugins there. Default: none.",
        HelpName = "tools",
    };

    private readonly Option<string?> _tree = new("--tree")
    {
        Description = "Search a tree of partial solutions: breadth=4,depth=3,beam=2 (steps taken from a node, steps to an answer, nodes "
            + "gone on from at a time), and best-first; 'default' for these. Or a tree of answers: ab:calls=32,batch=5,prior=gaussian (or "
            + "beta), where each call asks a model afresh or to improve on an answer, as their values so far suggest (AB-MCTS). Agents "
            + "propose and judge, as many at a time as there are; --select is confidence then unless you say otherwise.",
        HelpName = "shape",
    };

    private readonly Option<string?> _select = new("--select")
    {
        Description = $"How the answers are fused into one. {Listed(SelectorCatalog.Names)}. Default: the mode's.",
        HelpName = "selector",
    };

    private readonly Option<string?> _check = new("--check")
    {
        Description = $"How the agents check each other; join methods with '+'. {Listed(CrossCheckCatalog.Names)}. Default: the "
            + "mode's, where the selector reads what checkers find.",
        HelpName = "method",
    };

    private readonly NumberOption<double?> _checkShare = new("--check-share", OptionRanges.CheckShare, isCheckedLater: true)
    {
        Description = "The share of all output tokens that the cross-check may take, as 0.2: it goes where it is expected to gain most by "
            + "the token, learned as the run goes on. Default: no limit.",
        HelpName = "share",
    };

    private readonly Option<string> _rounds = new("--rounds")
    {
        Description = $"How attempts go on from each other. {RoundPlanCatalog.Summary}; the vote is over the last round, and the report "
            + "has the vote over the first beside it (-n beyond the plan's own agents: more samples for it). Or a number, 0 to 8: how "
            + "often the agents compare notes and may revise; ends when nobody changes.",
        DefaultValueFactory = static _ => "0",
        HelpName = "plan|0..8",
    };

    private readonly Option<string?> _stop = new("--stop")
    {
        HelpName = "rule",
    };

    private readonly Option<string> _waves = new("--waves")
    {
        Description = "How many agents begin at a time: all (fastest), one (fewest tokens under a stop rule), growing (1, 3, 4, 8, 16), "
            + "or sizes such as 4,4,8.",
        DefaultValueFactory = static _ => "all",
        HelpName = "policy",
    };

    private readonly NumberOption<double?> _deadline = new("--deadline", OptionRanges.Deadline, isCheckedLater: true)
    {
        Description = "Seconds for a whole problem; what is not in by then is missing, not waited for.",
        HelpName = "seconds",
    };

    private readonly NumberOption<double> _attemptDeadline = new("--attempt-deadline", OptionRanges.AttemptDeadline, isCheckedLater: true)
    {
        Description = "Seconds for one agent's attempt, retries included.",
        DefaultValueFactory = static _ => 1800,
        HelpName = "seconds",
    };

    private readonly Option<string?> _patience = new("--patience")
    {
        Description = "How long to wait for an endpoint that serves nobody (it is away, limits its rate, loads its model) before the "
            + "command gives up: seconds, 90s, 10m, 2h, 0 for at once. One that never answered gets seconds. Default: 10m.",
        HelpName = "time",
    };

    private readonly NumberOption<double?> _quorum = new("--quorum", OptionRanges.Quorum, isCheckedLater: true)
    {
        Description = "Once this share of the agents is in, wait for the others as long again and no longer.",
        HelpName = "0..1",
    };

    private readonly NumberOption<double?> _hedge = new("--hedge", OptionRanges.Hedge, isCheckedLater: true)
    {
        Description = "Give an agent that takes longer than this percentile of its endpoint's calls a second try, where a call is free; "
            + "the first answer wins, the other is cancelled and paid for. 0 for never. Default: at a real endpoint only what takes "
            + "twice as long as 90 % of the calls.",
        HelpName = "50..99",
    };

    private readonly Option<string?> _budget = new("--budget")
    {
        Description = "Hard caps for the whole command: tokens=N, cost=dollars, calls=N, time=seconds, joined by commas. Nothing begins "
            + "after a cap is reached.",
        HelpName = "caps",
    };

    private readonly Option<string?> _problemBudget = new("--problem-budget")
    {
        Description = "The same for each problem.",
        HelpName = "caps",
    };

    private readonly NumberOption<int> _concurrency = new("--concurrency", OptionRanges.Concurrency, "-c", isCheckedLater: true)
    {
        Description = "How many calls may be in flight at once, over all problems.",
        DefaultValueFactory = static _ => 32,
        HelpName = "calls",
    };

    private readonly NumberOption<double?> _temperature = new("--temperature", OptionRanges.Temperature, "-t", isCheckedLater: true)
    {
        Description = "Sampling temperature of every agent, 0 to 2. Default: spread over the roster.",
        HelpName = "0..2",
    };

    private readonly NumberOption<int?> _maxTokens = new("--max-tokens", OptionRanges.MaxTokens, isCheckedLater: true)
    {
        Description = "Longest answer of one agent, in tokens.",
        HelpName = "tokens",
    };

    private readonly LocalModelFlags _local = new();

    private readonly Option<string?> _logprobs = new("--logprobs")
    {
        Description = "Ask for the log-probabilities of so many candidates of each token, 2 to 20 (20 where no number stands), to measure "
            + "how sure the model is of its tokens; ',window=512' for smaller groups than DeepConf's 2048 tokens.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "2..20",
    };

    private readonly Option<string?> _cut = new("--cut")
    {
        Description = "End an attempt while it runs, where a window of its tokens is less sure than those of the first attempts: "
            + "deepconf[:low|high][,warmup=16,window=2048,keep=.1]. The choice is then that of DeepConf unless --select says otherwise.",
        HelpName = "cut",
    };

    private readonly Option<string> _config = new("--config")
    {
        Description = "Endpoints, roster and prices of your own.",
        DefaultValueFactory = static _ => "heavysim.json",
        HelpName = "file",
    };

    private readonly Option<bool> _json = JsonOption.Create();

    private readonly string _usualStop;

    /// <param name="usualStop">
    /// The stop rule when none is named: a measurement wants all samples, a single answer wants to be quick.
    /// </param>
    public EnsembleFlags(string usualStop)
    {
        _usualStop = usualStop;
        // Named only while a line is completed: they cost nothing at a start.
        _mode.CompletionSources.Add(static _ => (string[])["fast", "thinking", "heavy", "auto", "rsa", "shrink", "reflect"]);
        _select.CompletionSources.Add(static _ => SelectorCatalog.Names.Select(static n => n.Name));
        _rounds.CompletionSources.Add(static _ => RoundPlanCatalog.Usual);
        _check.CompletionSources.Add(static _ => CrossCheckCatalog.Names.Select(static n => n.Name));
        _stop.CompletionSources.Add(static _ => StopRuleCatalog.Names);
        _stop.Description = $"When more attempts are not worth it: {StopRuleCatalog.Summary}. Default: {usualStop}.";
    }

    public void AddTo(Command command)
    {
        Option[] all =
        [
            _agents, _endpoints, _models, _seed, _mode, _strategies, _promptFile, _tools, _tree, _select, _check, _checkShare, _rounds,
            _stop, _waves, _deadline, _attemptDeadline, _patience, _quorum, _hedge, _budget, _problemBudget, _concurrency, _temperature,
            _maxTokens, .. _local.All, _logprobs, _cut, _store, _config, _json,
        ];
        foreach (var option in all)
            command.Add(option);
    }

    /// <summary>The flags as options; what is not on the command line is left to the mode and the usual defaults.</summary>
    public EnsembleOptions Read(ParseResult parsed)
    {
        return new EnsembleOptions
        {
            Agents = GivenNumber(_agents),
            Endpoints = parsed.GetValue(_endpoints) ?? [],
            Models = parsed.GetValue(_models) ?? [],
            Seed = parsed.GetValue(_seed),
            Mode = parsed.GetRequiredValue(_mode),
            Strategies = parsed.GetValue(_strategies) is { Length: > 0 } strategies ? strategies : null,
            PromptFile = parsed.GetValue(_promptFile),
            Tools = parsed.GetValue(_tools),
            Tree = parsed.GetValue(_tree),
            Select = parsed.GetValue(_select),
            Check = parsed.GetValue(_check),
            CheckShare = parsed.GetValue(_checkShare),
            Rounds = Given(_rounds),
            Stop = parsed.GetValue(_stop),
            UsualStop = _usualStop,
            Waves = Given(_waves),
            Deadline = parsed.GetValue(_deadline),
            AttemptDeadline = parsed.GetValue(_attemptDeadline),
            Patience = parsed.GetValue(_patience) is { } patience ? Duration.Seconds("--patience", patience) : null,
            Quorum = parsed.GetValue(_quorum),
            Hedge = parsed.GetValue(_hedge),
            Budget = parsed.GetValue(_budget),
            ProblemBudget = parsed.GetValue(_problemBudget),
            Concurrency = parsed.GetValue(_concurrency),
            Temperature = parsed.GetValue(_temperature),
            MaxTokens = parsed.GetValue(_maxTokens),
            Threads = _local.Threads(parsed),
            Template = _local.Template(parsed),
            Logprobs = parsed.GetResult(_logprobs) is { Implicit: false } ? parsed.GetValue(_logprobs) ?? "" : null,
            Cut = parsed.GetValue(_cut),
            Config = Given(_config),
            LoggerFactory = CallLog.OfEnvironment(),
        };

        bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };

        string? Given(Option<string> option) => IsGiven(option) ? parsed.GetRequiredValue(option) : null;

        int? GivenNumber(Option<int> option) => IsGiven(option) ? parsed.GetValue(option) : null;
    }

    /// <summary>The file that keeps runs.</summary>
    public string Store(ParseResult parsed) => parsed.GetRequiredValue(_store);

    /// <summary>True for one JSON document on stdout.</summary>
    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    private static string Listed(IReadOnlyList<(string Name, string Help)> names) =>
        string.Join("; ", names.Select(static n => $"{n.Name}: {n.Help}"));
}
