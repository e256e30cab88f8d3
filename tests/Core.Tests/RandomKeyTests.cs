namespace HeavySim.Core.Tests;

public sealed class RandomKeyTests
{
    [Fact]
    public void Open_SameName_SameNumbers()
    {
        var first = RandomKey.Of(7).With("p1").With(3).Open();
        var second = RandomKey.Of(7).With("p1").With(3).Open();

        Assert.Equal(first.NextBits(), second.NextBits());
    }

    [Fact]
    public void Open_GoldenKey_NumbersNeverChange()
    {
        var stream = RandomKey.Of(42).With("gsm8k/0").With(31).With("answer").Open();

        Assert.Equal(GoldenBits, (ulong[])[stream.NextBits(), stream.NextBits()]);
    }

    private static readonly ulong[] GoldenBits = [11817448998011637026, 9357725030795626490];
}
