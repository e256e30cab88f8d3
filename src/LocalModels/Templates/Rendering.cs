using System.Runtime.CompilerServices;

namespace HeavySim.LocalModels;

/// <summary>One rendering: how far it has come, and what it may still do. Used by one thread.</summary>
internal sealed class Rendering(TimeProvider time)
{
    private long _steps;
    private int _depth;

    /// <summary>Where the template reads the date.</summary>
    public TimeProvider Time => time;

    /// <summary>The line that is being rendered.</summary>
    public int Line { get; private set; }

    /// <summary>Begins one evaluation; returns the line to come back to.</summary>
    public int Enter(int line)
    {
        Charge(1);
        // The depth bounds it for every usual stack; the second look is for callers that are deep themselves.
        if (++_depth > Limits.Depth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw TemplateException.Failure($"it is nested more than {Limits.Depth} deep");

        var outer = Line;
        Line = line;
        return outer;
    }

    /// <summary>Ends it.</summary>
    public void Leave(int outerLine)
    {
        _depth--;
        Line = outerLine;
    }

    /// <summary>Counts work.</summary>
    public void Charge(long work)
    {
        _steps += work;
        if (_steps > Limits.Steps)
            throw TemplateException.Failure($"it takes more than {Limits.Steps} steps");
    }

    /// <summary>Counts a value that was made or read: a long one is more work than a short one, and takes more memory.</summary>
    public void ChargeFor(object? value)
    {
        switch (value)
        {
            case string text:
                Charge(text.Length / 256);
                break;
            case SequenceValue sequence:
                Charge(sequence.Count / 16);
                break;
            case DictValue dict:
                Charge(dict.Count / 16);
                break;
        }
    }

    /// <summary>Counts a search for one text in another, at its worst.</summary>
    public void ChargeSearch(string text, string part) => Charge(((long)text.Length * part.Length) >> 18);

    /// <summary>Writes text to what is being rendered.</summary>
    public void Write(StringBuilder output, string text)
    {
        Charge(text.Length / 256);
        BoundedText.Append(output, text);
    }
}
