namespace HeavySim.Verifier;

/// <summary>Messages for names that are not known, with the one that was probably meant.</summary>
internal static class UnknownName
{
    /// <summary>"There is no selector 'vot'. Did you mean 'vote'? There are: vote, bayes."</summary>
    public static string Message(string kind, string name, IReadOnlyList<string> known) =>
        $"There is no {kind} '{name}'.{NearestName.Hint(name, known)} There are: {string.Join(", ", known)}.";
}
