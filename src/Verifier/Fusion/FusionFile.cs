using System.Text.Json;

namespace HeavySim.Verifier;

/// <summary>Fusion files: versioned JSON, checked when read.</summary>
internal static class FusionFile
{
    internal const string Format = "heavysim-fusion";
    internal const int Version = 1;

    /// <summary>Writes a model. The file is replaced as a whole: a reader never sees half of one.</summary>
    /// <exception cref="HeavySimException">The file cannot be written.</exception>
    public static Task WriteAsync(string path, FusionModel model) => WholeFile.WriteAsync(path, ToJson(model));

    /// <summary>Reads a model.</summary>
    /// <exception cref="HeavySimException">There is no such file, or it is not a fusion file this version can read.</exception>
    public static FusionModel Read(string path)
    {
        string json;
        try
        {
            json = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HeavySimException(
                $"Cannot read the fusion file {path}: {e.Message} Make one with 'heavysim fit <run> --out {path}'.", e);
        }

        return Parse(json, path);
    }

    /// <summary>The text of a fusion file.</summary>
    public static string ToJson(FusionModel model) =>
        JsonSerializer.Serialize(
            new FusionDocument { Format = Format, Version = Version, Model = model }, FusionJson.Default.FusionDocument) + "\n";

    /// <summary>Reads the text of a fusion file.</summary>
    /// <param name="json">The text.</param>
    /// <param name="origin">Where it came from, for messages.</param>
    /// <exception cref="HeavySimException">It is not a fusion file this version can read.</exception>
    public static FusionModel Parse(string json, string origin)
    {
        FusionDocument document;
        try
        {
            document = JsonSerializer.Deserialize(json, FusionJson.Default.FusionDocument)
                ?? throw new HeavySimException($"{origin} is not a fusion file: it holds null.");
        }
        catch (JsonException e)
        {
            throw new HeavySimException($"{origin} is not a fusion file: {JsonFault.Of(e, FusionJson.Default.FusionDocument)}.", e);
        }

        if (document.Format != Format)
            throw new HeavySimException($"{origin} is not a fusion file: its format is \"{document.Format}\", not \"{Format}\".");
        if (document.Version != Version)
            throw new HeavySimException(
                $"{origin} is a fusion file of version {document.Version}; this program reads version {Version}. Fit it anew.");
        if (Faults(document.Model).FirstOrDefault() is { } fault)
            throw new HeavySimException($"{origin} is a damaged fusion file: {fault}. Fit it anew.");

        return document.Model;
    }

    private static IEnumerable<string> Faults(FusionModel model)
    {
        var names = model.Members.Select(static m => m.Name).ToHashSet(StringComparer.Ordinal);
        if (names.Count != model.Members.Count)
            yield return "a member is listed twice";
        if (model.Members.FirstOrDefault(static m => m.Correct < 0 || m.Correct > m.Answers) is { } impossible)
            yield return $"member {impossible.Name} has {impossible.Correct} of {impossible.Answers} answers right";
        if (model.BestMember is { } best && !names.Contains(best))
            yield return $"the best member {best} is not a member";
        if (model.Method == FusionMethod.Logit && model.Logits.Count == 0)
            yield return "it has no logits";
        if (model.Logits.Any(static l => l.Shared.Values.Concat(l.Members.Values).Any(static w => !double.IsFinite(w))))
            yield return "a weight is not a number";
        if (model.Logits.SelectMany(static l => l.Members.Keys).FirstOrDefault(n => !names.Contains(n)) is { } stranger)
            yield return $"there is a weight for {stranger}, who is not a member";
        if (!double.IsFinite(model.Calibration.Intercept) || !(model.Calibration.Slope >= 0))
            yield return "its calibration is not one";
    }
}
