namespace HeavySim.Reporting.Tests;

/// <summary>Texts that want to be more than text.</summary>
public static class HostileTexts
{
    public static TheoryData<string> All =>
    [
        "<script>document.title='owned'</script>",
        "</script><script>document.title='owned'</script>",
        "</template><img src=x onerror=\"document.title='owned'\">",
        "<!-- <script>",
        "\" onmouseover=\"document.title='owned'",
        "]]><svg onload=document.title='owned'>",
        "a\0b<b>",
        "\u202e\u2066<i>evil</i>",
        "\ud800<u>",
        "</title></style><h1>",
    ];
}
