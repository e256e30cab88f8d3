namespace HeavySim.LocalModels;

/// <summary>Texts within the limit: each text that grows from others is made here.</summary>
internal static class BoundedText
{
    /// <summary>Appends to a text.</summary>
    public static void Append(StringBuilder text, string more)
    {
        Check((long)text.Length + more.Length);
        text.Append(more);
    }

    /// <summary>A text so many times.</summary>
    public static string Repeat(string text, long count)
    {
        if (count <= 0 || text.Length == 0)
            return "";

        Check(count > Limits.Text ? long.MaxValue : text.Length * count);
        return new StringBuilder().Insert(0, text, (int)count).ToString();
    }

    /// <summary>Two texts.</summary>
    public static string Join(string left, string right)
    {
        Check((long)left.Length + right.Length);
        return left + right;
    }

    /// <summary>Several texts with one between each two.</summary>
    public static string Join(string between, IEnumerable<string> parts)
    {
        var text = new StringBuilder();
        var isFirst = true;
        foreach (var part in parts)
        {
            if (!isFirst)
                Append(text, between);

            Append(text, part);
            isFirst = false;
        }

        return text.ToString();
    }

    private static void Check(long length)
    {
        if (length > Limits.Text)
            throw TemplateException.Failure($"a text has more than {Limits.Text} characters");
    }
}
