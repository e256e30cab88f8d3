namespace HeavySim.Statistics.Predicting;

/// <summary>How further samples of one problem come, in one possible world.</summary>
/// <param name="RightChance">The probability that a sample is right.</param>
/// <param name="SilentChance">The probability that a sample which is not right has no answer.</param>
/// <param name="RightAnswers">How right answers repeat.</param>
/// <param name="WrongAnswers">How wrong answers repeat.</param>
internal sealed record SampleLaw(double RightChance, double SilentChance, PitmanYor RightAnswers, PitmanYor WrongAnswers);
