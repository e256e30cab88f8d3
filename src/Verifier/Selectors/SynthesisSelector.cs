using System.Text.RegularExpressions;
using HeavySim.Verifier.Truth;

namespace HeavySim.Verifier;

/// <summary>
/// <c>synthesis</c>: one model composes the final answer from the distinct solutions and what checkers objected (as the aggregator of
/// Mixture-of-Agents, Wang et al. 2024, arXiv:2406.04692), and names the solutions it rests on. An answer that is none of the classes must
/// pass a check by another model; where it does not, or where there is no answer to read, <c>fusion</c> decides. Who composes is drawn,
/// keyed by seed and problem.
/// </summary>
/// <remarks>Confidence: the posterior of <c>fusion</c>, with the composer counted as one more checker that accepted the answer.</remarks>
internal sealed partial class SynthesisSelector(SelectorOptions options, CrossCheckOptions calls, IAnswerEngine answers) : ISelector
{
    private const int MostShown = 16;

    // A new answer that passed its check is still one nobody else found.
    private const double NewAnswerPrior = .2;

    // A composer takes a right answer twice as readily as a wrong one, in log odds. Assumed.
    private const double ComposerWeight = .693;

    private const string Instructions =
        "You compose the final answer to a problem from several proposed solutions and the objections to them. Decide for yourself which "
            + "steps hold; take over what holds, mend what does not, and do not count heads. Then write the solution out in short. End "
            + "with these two lines:\n"
            + "Rests on: the numbers of the solutions you relied on, or none\nAnswer: the final answer alone";

    private readonly FusionSelector _fusion = new(options.Truth ?? TruthMemory.Of(TruthModel.Prior), options.Scale);

    public string Name => "synthesis";

    public async ValueTask<Selection> SelectAsync(
        Problem problem, Ballot ballot, IReadOnlyList<Finding> findings, long seed, CancellationToken cancellationToken)
    {
        var fusion = _fusion.Select(problem, ballot, findings, seed) with { Method = Name };
        if (ballot.Classes.Count < 2)
            return fusion;

        var key = RandomKey.Of(seed).With(problem.Id).With(Name);
        var team = CheckerDraw.Shuffled(calls.Checkers, key);
        var shown = CheckerDraw.Shuffled(CheckerDraw.Ordered(ballot).Take(MostShown), key.With("shown"));
        var reply = await CheckerCall.AskAsync(team[0], Prompt(problem, shown, findings, key), key, calls, cancellationToken);
        if (reply.Text is null)
            return Fallen(fusion, reply.Usage, $"The composer failed ({reply.Problem}).");
        if (answers.Extract(problem, reply.Text) is not { } composed)
            return Fallen(fusion, reply.Usage, "The composer gave no answer.");

        var restsOn = RestsOn(reply.Text, shown);
        var known = ballot.Classes.FirstOrDefault(c => c.Key == composed.Key);
        if (known is not null)
            return Chosen(
                fusion, Ranking.AnswerOf(known), reply.Usage, fusion.Ranking.First(r => r.Key == known.Key).Score, team[0], restsOn, "");

        var check = await CheckAsync(problem, composed, reply.Text, team, key, cancellationToken);
        return check is { Judgement: Judgement.Correct }
            ? Chosen(
                fusion, composed, reply.Usage + check.Usage, NewAnswerPrior, team[0], restsOn,
                $" No agent had given it; {Named(check.Checker)} checked it and found it correct.")
            : Fallen(
                fusion, check is null ? reply.Usage : reply.Usage + check.Usage,
                $"The composer's answer \"{composed.Text}\" is none of the agents' and passed no check.");
    }

    private CheckPrompt Prompt(Problem problem, IReadOnlyList<AnswerClass> shown, IReadOnlyList<Finding> findings, RandomKey key)
    {
        var prompt = new CheckPrompt(ModelTask.Synthesize, Instructions, key).Quote(problem);
        for (var i = 0; i < shown.Count; i++)
        {
            var exhibit = Exhibit.Draw(shown[i], key, calls.MaxSolutionLength);
            var objections = findings.OfType<Verdict>()
                .Where(v => v.AnswerKey == exhibit.Key && v.FirstWrongStep is not null)
                .Select(static v => v.FirstWrongStep!)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal);
            prompt.QuoteAnswer(i + 1, exhibit.Answer)
                .QuoteSolution(i + 1, exhibit.Solution)
                .QuoteCritique(i + 1, Exhibit.Shorten(string.Join('\n', objections), calls.MaxSolutionLength));
        }

        return prompt.Say("Compose the final answer.");
    }

    private async Task<Verdict?> CheckAsync(
        Problem problem, Answer composed, string text, IReadOnlyList<Checker> team, RandomKey key, CancellationToken cancellationToken)
    {
        // Nobody checks their own work; a team of one has no check.
        if (team.Count < 2)
            return null;

        var exhibit = new Exhibit(composed.Key, composed.Text, Exhibit.Shorten(text, calls.MaxSolutionLength));
        return (Verdict)await VerdictCheck.OfSolutions(1, calls)
            .JudgeAsync(problem, exhibit, team[1], key.With("check"), cancellationToken);
    }

    private Selection Chosen(Selection fusion, Answer answer, Usage usage, double prior, Checker composer, string restsOn, string remark)
    {
        var confidence = LogOdds.ToProbability(LogOdds.Of(Math.Clamp(prior, .001, .999)) + ComposerWeight);
        var chosen = fusion.Ranking.FirstOrDefault(r => r.Key == answer.Key) ?? new ScoredAnswer(answer.Text, answer.Key, 0, prior);
        return fusion with
        {
            Answer = answer,
            Confidence = confidence,
            Usage = usage,
            // The others give way to what the chosen one gained.
            Ranking =
            [
                chosen with { Score = confidence },
                .. fusion.Ranking.Where(r => r.Key != answer.Key)
                    .Select(r => r with { Score = r.Score * (1 - confidence) / (1 - Math.Min(chosen.Score, .999)) }),
            ],
            Rationale =
                $"{Named(composer.Card)} composed the answer \"{answer.Text}\" from the agents' solutions; it rests on "
                    + $"{restsOn}.{remark} {fusion.Rationale}",
        };
    }

    private static Selection Fallen(Selection fusion, Usage usage, string reason) =>
        fusion with { Usage = usage, Rationale = $"{reason} Votes and verdicts decided. {fusion.Rationale}" };

    private static string Named(AgentCard card) => $"Agent {card.Index} ({card.Model})";

    /// <summary>"solution 2 (agents 0, 3, 5) and solution 1 (agent 4)": the model's word, resolved to the agents.</summary>
    private static string RestsOn(string text, IReadOnlyList<AnswerClass> shown)
    {
        var line = ReplyLines.Of(text).LastOrDefault(static l => RestsOnLabel().IsMatch(l));
        var labels = line is null ? [] : Digits().Matches(line[line.IndexOf(':')..])
            .Select(static m => int.Parse(m.ValueSpan))
            .Where(l => l >= 1 && l <= shown.Count)
            .Distinct()
            .ToList();
        return labels.Count == 0 ? "none of them by its own word" : string.Join(" and ", labels.Select(l =>
            $"{BallotWords.Quote(shown[l - 1])} ({(shown[l - 1].Votes == 1 ? "agent" : "agents")} "
                + $"{string.Join(", ", shown[l - 1].Members.Select(static m => m.Attempt.Agent.Index).Order())})"));
    }

    [
        GeneratedRegex(
            """^\W*rests on\W{0,3}:""",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking),
    ]
    private static partial Regex RestsOnLabel();

    [GeneratedRegex("""\b\d{1,4}\b""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Digits();
}
