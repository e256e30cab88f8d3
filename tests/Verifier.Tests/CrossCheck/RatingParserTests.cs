namespace HeavySim.Verifier.Tests;

public class RatingParserTests
{
    [Theory]
    [InlineData("Rating 1: 8\nRating 2: 3", 8, 3)]
    [InlineData("**Rating 1:** 8.5\n**Rating 2:** 10", 8.5, 10)]
    [InlineData("Rating of answer 1: 7/10\nRating of answer 2: 2/10", 7, 2)]
    [InlineData("Answer 1 - score: 9\nAnswer 2 (rating): 4", 9, 4)]
    [InlineData("""{"rating_1": 6, "rating_2": 5}""", 6, 5)]
    [InlineData("Rating 1: 2\nRating 2: 9\nNo, I take that back.\nRating 1: 9\nRating 2: 2", 9, 2)]
    [InlineData("Score for the answer 1 is 4. Score for the answer 2 is 6.", 4, 6)]
    [InlineData("<think>Rating 1: 1\nRating 2: 1</think>\nRating 1: 0\nRating 2: 10", 1, 10)]
    public void Parse_ManyForms_ReadsBoth(string reply, double first, double second) =>
        Assert.Equal(new Ratings(first, second), RatingParser.Parse(reply));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Rating 1: 8")]
    [InlineData("Rating 1: 80\nRating 2: 20")]
    [InlineData("Rating 1: 8/9\nRating 2: 3/9")]
    [InlineData("Rating 1: the rating of answer 1\nRating 2: the rating of answer 2")]
    [InlineData("Answer 1: 8\nAnswer 2: 3")]
    [InlineData("> Rating 1: 8\n> Rating 2: 3")]
    public void Parse_NoTwoRatings_IsNull(string? reply) => Assert.Null(RatingParser.Parse(reply));

    [Fact]
    public void Lead_WholeScale_IsOne() => Assert.Equal(-1, new Ratings(1, 10).Lead);
}
