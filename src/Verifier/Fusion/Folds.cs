namespace HeavySim.Verifier;

/// <summary>Splits problems into folds of equal size, shuffled by a key.</summary>
internal static class Folds
{
    public static IEnumerable<(List<FusionProblem> Train, List<FusionProblem> Test, int[] TestIndices)> Of(
        IReadOnlyList<FusionProblem> problems, int folds, RandomKey key)
    {
        var order = Enumerable.Range(0, problems.Count).ToArray();
        var stream = key.Open();
        stream.Shuffle<int>(order);
        for (var fold = 0; fold < folds; fold++)
        {
            var test = order.Where((_, place) => place % folds == fold).ToArray();
            var train = order.Where((_, place) => place % folds != fold).Order().Select(i => problems[i]).ToList();
            yield return (train, [.. test.Select(i => problems[i])], test);
        }
    }
}
