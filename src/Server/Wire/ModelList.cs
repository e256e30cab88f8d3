namespace HeavySim.Server.Wire;

/// <summary>The models of an endpoint.</summary>
internal sealed record ModelList(IReadOnlyList<ModelEntry> Data)
{
    public string Object => "list";
}

internal sealed record ModelEntry(string Id, string Object, long Created, string OwnedBy)
{
    public static ModelEntry Of(ServedModel model, long created) => new(model.Id, "model", created, model.OwnedBy);
}

internal sealed record HealthBody(string Status);
