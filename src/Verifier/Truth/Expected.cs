namespace HeavySim.Verifier.Truth;

/// <summary>What a model expects of problems, summed over them: all that the M-step needs besides which answers are right.</summary>
/// <param name="members">How many members there are.</param>
internal sealed class Expected(int members)
{
    /// <summary>How likely each concentration of wrong answers is.</summary>
    public double[] Concentrations { get; } = new double[WrongAnswerLaw.Points];

    /// <summary>The square of a problem's difficulty, where it is neither trivial nor hopeless.</summary>
    public double DifficultySquare { get; set; }

    /// <summary>How likely it is trivial.</summary>
    public double Trivial { get; set; }

    /// <summary>How likely it is hopeless.</summary>
    public double Hopeless { get; set; }

    /// <summary>The derivative of the log-likelihood by each member's ability.</summary>
    public double[] Slopes { get; } = new double[members];

    /// <summary>Less the second derivative, likewise.</summary>
    public double[] Bends { get; } = new double[members];

    /// <summary>The log-likelihood of all that was seen.</summary>
    public double LogLikelihood { get; set; }

    /// <summary>Adds what is expected of other problems.</summary>
    public void Add(Expected other)
    {
        for (var h = 0; h < Concentrations.Length; h++)
            Concentrations[h] += other.Concentrations[h];
        for (var m = 0; m < members; m++)
        {
            Slopes[m] += other.Slopes[m];
            Bends[m] += other.Bends[m];
        }

        DifficultySquare += other.DifficultySquare;
        Trivial += other.Trivial;
        Hopeless += other.Hopeless;
        LogLikelihood += other.LogLikelihood;
    }
}
