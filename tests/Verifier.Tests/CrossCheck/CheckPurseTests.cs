namespace HeavySim.Verifier.Tests;

public class CheckPurseTests
{
    private const double Attempt = 1000;
    private const double Longest = 4000;

    [Theory]
    [InlineData(499, null)]
    [InlineData(501, 501)]
    [InlineData(1400, 1400)]
    [InlineData(9000, 1500)]
    public void Reserve_NothingLearned_TakesACheckForHalfAnAttempt(double left, int? granted)
    {
        Assert.Equal(granted, Purse(left).Reserve("verdict", Attempt, Longest));
    }

    [Fact]
    public void Reserve_OthersInFlight_IsRefusedUntilTheyGaveBack()
    {
        var purse = Purse(2000);
        Assert.Equal(1500, purse.Reserve("verdict", Attempt, Longest));

        Assert.Null(purse.Reserve("verdict", Attempt, Longest));
        purse.Settle("verdict", 1500, Attempt, Took(300));

        // Learned: 400, of which three times are set aside.
        Assert.Equal(1700, purse.Left, 6);
        Assert.Equal(1200, purse.Reserve("verdict", Attempt, Longest));
    }

    [Fact]
    public void Reserve_NobodyInFlight_LastCallMakesDoWithWhatIsLeft()
    {
        var purse = Purse(2000);
        purse.Settle("verdict", purse.Reserve("verdict", Attempt, Longest)!.Value, Attempt, Took(1300));

        // Expected: 900.
        Assert.Null(purse.Reserve("verdict", Attempt, Longest));
        Assert.Equal(700, purse.Reserve("listwise", Attempt, Longest));
    }

    [Fact]
    public void Reserve_ExpectedLongerThanAnyAttempt_IsBoundByTheLongestAttempt()
    {
        Assert.Equal(1200, Purse(9000).Reserve("verdict", Attempt, longest: 1200));
        Assert.Equal(500, Purse(9000).Reserve("verdict", Attempt, longest: 0));
    }

    [Fact]
    public void Reserve_AnotherProblem_ScalesWithItsAttempts()
    {
        Assert.Equal(15_000, Purse(90_000).Reserve("verdict", 10 * Attempt, 10 * Longest));
    }

    [Fact]
    public void Settle_Cancelled_GivesAllBackAndTeachesNothing()
    {
        var purse = Purse(2000);

        purse.Settle("verdict", purse.Reserve("verdict", Attempt, Longest)!.Value, Attempt, took: null);

        Assert.Equal(2000, purse.Left, 6);
        Assert.Equal(1500, purse.Reserve("verdict", Attempt, Longest));
    }

    [Theory]
    [InlineData(.05)]
    [InlineData(.1)]
    [InlineData(.2)]
    public void Reserve_CallsOfHeavyTailedLength_NeverPassTheShareAndUseIt(double share)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var purse = new CheckPurse(share);
            var stream = RandomKey.Of(seed).Open();
            var inFlight = new Queue<int>();
            var (attempts, checks) = (0.0, 0L);
            for (var problem = 0; problem < 40; problem++)
            {
                purse.Earn(16 * Attempt);
                attempts += 16 * Attempt;
                while (purse.Reserve("verdict", Attempt, Longest) is { } granted)
                    inFlight.Enqueue(granted);
                for (var left = problem == 39 ? 0 : inFlight.Count / 2; inFlight.Count > left;)
                {
                    var granted = inFlight.Dequeue();
                    var took = Math.Min(granted, (long)(300 * Math.Exp(stream.NextNormal())));
                    checks += took;
                    purse.Settle("verdict", granted, Attempt, Took(took));
                }
            }

            Assert.InRange(checks / (checks + attempts), .85 * share, share);
        }
    }

    private static CheckPurse Purse(double left)
    {
        var purse = new CheckPurse(.5);
        purse.Earn(left);
        return purse;
    }

    private static Usage Took(long tokens) => new() { Calls = 1, OutputTokens = tokens };
}
