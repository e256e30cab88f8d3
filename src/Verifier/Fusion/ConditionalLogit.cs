using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace HeavySim.Verifier;

/// <summary>
/// Conditional logit (McFadden 1974): P(answer a is the right one) = exp(w·x_a) / Σ_b exp(w·x_b) over the distinct answers of a problem,
/// fitted by maximum posterior under independent normal priors on the weights.
/// </summary>
internal static class ConditionalLogit
{
    private const int MaxIterations = 60;
    private const double Tolerance = 1e-4;

    /// <summary>The weights that maximise Σ log P(right answers) − ½ Σ_j penalty_j (w_j − centre_j)².</summary>
    /// <param name="sets">Informative problems.</param>
    /// <param name="centre">Where the prior sits.</param>
    /// <param name="penalty">Precision of the prior per weight, positive.</param>
    /// <param name="start">Where to begin: a neighbouring solution saves iterations.</param>
    /// <remarks>
    /// Newton with backtracking. The curvature costs twenty times the gradient, so it is kept while steps with it still shrink the error
    /// tenfold. Where several answers of a problem are right, the likelihood is not concave; the curvature of the whole softmax alone is
    /// used then, which is never less than the true one, so every step still descends.
    /// </remarks>
    public static double[] Fit(IReadOnlyList<ChoiceSet> sets, double[] centre, double[] penalty, double[] start)
    {
        var weights = (double[])start.Clone();
        var gradient = new double[weights.Length];
        Cholesky<double>? curvature = null;
        var before = 0.0;
        for (var iteration = 0; iteration < MaxIterations; iteration++)
        {
            var loss = Gradient(sets, centre, penalty, weights, gradient);
            var (step, decrement) = curvature is null ? ([], double.PositiveInfinity) : Step(curvature, gradient);
            if (decrement > before / 10)
            {
                curvature = Curvature(sets, penalty, weights).Cholesky();
                (step, decrement) = Step(curvature, gradient);
            }

            if (decrement < Tolerance)
                break;

            before = decrement;
            var scale = 1.0;
            var next = Moved(weights, step, scale);
            while (Loss(sets, centre, penalty, next) > loss - (1e-4 * scale * decrement) && scale > 1e-6)
            {
                scale /= 2;
                next = Moved(weights, step, scale);
            }

            weights = next;
        }

        return weights;
    }

    /// <summary>The probability of every answer of a problem; they sum to 1.</summary>
    public static double[] Probabilities(SparseRow[] rows, double[] weights)
    {
        var scores = new double[rows.Length];
        for (var a = 0; a < rows.Length; a++)
            scores[a] = rows[a].Dot(weights);

        return Softmax.Of(scores);
    }

    /// <summary>−log P(the right answers) of a problem.</summary>
    public static double LogLoss(ChoiceSet set, double[] weights)
    {
        var all = double.NegativeInfinity;
        var right = double.NegativeInfinity;
        for (var a = 0; a < set.Rows.Length; a++)
        {
            var score = set.Rows[a].Dot(weights);
            all = Softmax.LogAdd(all, score);
            if (set.Correct[a])
                right = Softmax.LogAdd(right, score);
        }

        return all - right;
    }

    private static double Loss(IReadOnlyList<ChoiceSet> sets, double[] centre, double[] penalty, double[] weights)
    {
        var loss = 0.0;
        foreach (var set in sets)
            loss += LogLoss(set, weights);
        for (var j = 0; j < weights.Length; j++)
            loss += penalty[j] * (weights[j] - centre[j]) * (weights[j] - centre[j]) / 2;

        return loss;
    }

    private static (double[] Step, double Decrement) Step(Cholesky<double> curvature, double[] gradient)
    {
        var step = curvature.Solve(Vector<double>.Build.Dense(gradient)).AsArray();
        return (step, Dot(gradient, step));
    }

    /// <summary>Fills the gradient and returns the loss.</summary>
    private static double Gradient(IReadOnlyList<ChoiceSet> sets, double[] centre, double[] penalty, double[] weights, double[] gradient)
    {
        var loss = 0.0;
        for (var j = 0; j < weights.Length; j++)
        {
            var off = weights[j] - centre[j];
            gradient[j] = penalty[j] * off;
            loss += penalty[j] * off * off / 2;
        }

        foreach (var set in sets)
        {
            var p = Probabilities(set.Rows, weights);
            var right = 0.0;
            for (var a = 0; a < p.Length; a++)
                right += set.Correct[a] ? p[a] : 0;
            right = Math.Max(right, 1e-300);
            loss -= Math.Log(right);
            for (var a = 0; a < p.Length; a++)
            {
                var pull = p[a] - (set.Correct[a] ? p[a] / right : 0);
                var row = set.Rows[a];
                for (var k = 0; k < row.Indices.Length; k++)
                    gradient[row.Indices[k]] += pull * row.Values[k];
            }
        }

        return loss;
    }

    /// <summary>Σ over problems of the covariance of the features under the softmax, plus the prior.</summary>
    private static Matrix<double> Curvature(IReadOnlyList<ChoiceSet> sets, double[] penalty, double[] weights)
    {
        var d = weights.Length;
        // Element (i, j) at j * d + i, as MathNet stores it. Only the lower triangle is summed; the upper is its mirror.
        var h = new double[d * d];
        var mean = new double[d];
        var isTouched = new bool[d];
        var touched = new List<int>(d);
        foreach (var set in sets)
        {
            foreach (var j in touched)
            {
                mean[j] = 0;
                isTouched[j] = false;
            }

            touched.Clear();
            var p = Probabilities(set.Rows, weights);
            for (var a = 0; a < p.Length; a++)
                Accumulate(set.Rows[a], p[a], h, mean, isTouched, touched);

            touched.Sort();
            for (var u = 0; u < touched.Count; u++)
            {
                var column = touched[u] * d;
                var m = mean[touched[u]];
                for (var v = u; v < touched.Count; v++)
                    h[column + touched[v]] -= m * mean[touched[v]];
            }
        }

        for (var j = 0; j < d; j++)
        {
            h[(j * d) + j] += penalty[j];
            for (var i = j + 1; i < d; i++)
                h[(i * d) + j] = h[(j * d) + i];
        }

        return Matrix<double>.Build.Dense(d, d, h);
    }

    private static void Accumulate(SparseRow row, double p, double[] h, double[] mean, bool[] isTouched, List<int> touched)
    {
        var d = mean.Length;
        var indices = row.Indices;
        var values = row.Values;
        for (var u = 0; u < indices.Length; u++)
        {
            var column = indices[u];
            var weighted = p * values[u];
            if (!isTouched[column])
            {
                isTouched[column] = true;
                touched.Add(column);
            }

            mean[column] += weighted;
            // Indices of a row ascend, so (v, u) with v >= u is the lower triangle.
            for (var v = u; v < indices.Length; v++)
                h[(column * d) + indices[v]] += weighted * values[v];
        }
    }

    private static double[] Moved(double[] weights, double[] step, double scale)
    {
        var moved = new double[weights.Length];
        for (var j = 0; j < moved.Length; j++)
            moved[j] = weights[j] - (scale * step[j]);

        return moved;
    }

    private static double Dot(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var j = 0; j < left.Length; j++)
            sum += left[j] * right[j];

        return sum;
    }
}
