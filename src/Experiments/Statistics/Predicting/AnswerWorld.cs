using HeavySim.Core;

namespace HeavySim.Experiments.Statistics;

/// <summary>A model of how a set of problems is answered, fitted to recorded samples, that can draw more of them.</summary>
internal sealed class AnswerWorld
{
    private readonly List<RecordedProblem> _problems;
    private readonly DifficultyPosterior _difficulty;
    private readonly DifficultyPosterior _silence;
    private readonly bool _isSilenceKnown;

    public AnswerWorld(IEnumerable<AnswerCounts> problems)
    {
        _problems = [.. problems.Select(static p => new RecordedProblem(p))];
        _difficulty = new DifficultyPosterior(_problems.Select(static p => (p.Samples, p.Right)));
        // Of the samples that are not right, how many are silent; a set that never was silent is taken to stay so.
        _isSilenceKnown = _problems.Exists(static p => p.Silent > 0);
        _silence = new DifficultyPosterior(_problems.Select(static p => (p.Samples - p.Right, p.Silent)));
        var right = new ConcentrationPrior(_problems.Select(static p => (p.RightShare, p.RightClasses)), similarity: 10);
        var wrong = new ConcentrationPrior(_problems.Select(static p => (p.RightShare, p.WrongClasses)), similarity: 0.05);
        foreach (var problem in _problems)
            problem.Learn(right, wrong);
    }

    /// <summary>One future: every problem's recorded samples and new ones up to a number.</summary>
    public IEnumerable<AnswerCounts> Complete(int samples, RandomKey key)
    {
        var world = key.With("world").Open();
        var difficulty = _difficulty.Draw(ref world);
        var silence = _silence.Draw(ref world);
        for (var i = 0; i < _problems.Count; i++)
        {
            var random = key.With(i).Open();
            var problem = _problems[i];
            var right = difficulty.DrawGiven(problem.Samples, problem.Right, ref random);
            var silent = _isSilenceKnown ? silence.DrawGiven(problem.Samples - problem.Right, problem.Silent, ref random) : 0;
            yield return problem.Complete(samples, right, silent, ref random);
        }
    }

    private sealed class RecordedProblem
    {
        private readonly AnswerUrn _rightUrn;
        private readonly AnswerUrn _wrongUrn;
        private double[] _rightWeights = [];
        private double[] _wrongWeights = [];

        public RecordedProblem(AnswerCounts problem)
        {
            var right = new List<int>();
            var wrong = new List<int>();
            for (var i = 0; i < problem.Counts.Length; i++)
            {
                // A class with mixed grades goes to the side of most of its samples.
                (problem.RightShares[i] >= 0.5 ? right : wrong).Add(problem.Counts[i]);
            }

            RightClasses = [.. right];
            WrongClasses = [.. wrong];
            Silent = problem.Abstained;
            Samples = problem.Samples;
            Right = right.Sum();
            _rightUrn = new AnswerUrn(RightClasses);
            _wrongUrn = new AnswerUrn(WrongClasses);
        }

        public int[] RightClasses { get; }

        public int[] WrongClasses { get; }

        public int Silent { get; }

        public int Samples { get; }

        public int Right { get; }

        public double RightShare => (double)Right / Samples;

        public void Learn(ConcentrationPrior right, ConcentrationPrior wrong)
        {
            _rightWeights = right.Given(RightShare, RightClasses);
            _wrongWeights = wrong.Given(RightShare, WrongClasses);
        }

        public AnswerCounts Complete(int samples, double rightChance, double silentChance, ref RandomStream random)
        {
            _rightUrn.Reset();
            _wrongUrn.Reset();
            var rightProcess = ConcentrationPrior.Draw(_rightWeights, ref random);
            var wrongProcess = ConcentrationPrior.Draw(_wrongWeights, ref random);
            var silent = Silent;
            for (var drawn = Samples; drawn < samples; drawn++)
            {
                if (random.NextDouble() < rightChance)
                    _rightUrn.Draw(rightProcess, ref random);
                else if (random.NextDouble() < silentChance)
                    silent++;
                else
                    _wrongUrn.Draw(wrongProcess, ref random);
            }

            int[] counts = [.. _rightUrn.Counts, .. _wrongUrn.Counts];
            var shares = new double[counts.Length];
            shares.AsSpan(0, _rightUrn.Counts.Count).Fill(1);
            return new AnswerCounts(counts, shares, silent);
        }
    }
}
