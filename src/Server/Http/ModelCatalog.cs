namespace HeavySim.Server.Http;

/// <summary>The models of an endpoint, by name.</summary>
internal sealed class ModelCatalog
{
    private readonly Dictionary<string, ServedModel> _byId = new(StringComparer.Ordinal);
    private readonly bool _acceptsAnyName;

    public ModelCatalog(IReadOnlyList<ServedModel> models, ChatEndpointOptions options)
    {
        if (models.Count == 0)
            throw new ArgumentException("An endpoint serves at least one model.", nameof(models));

        foreach (var model in models)
        {
            if (!_byId.TryAdd(model.Id, model))
                throw new ArgumentException($"Two models are called '{model.Id}'.", nameof(models));
        }

        All = models;
        _acceptsAnyName = options.AcceptsAnyModelName;
        Created = options.Time.GetUtcNow().ToUnixTimeSeconds();
    }

    /// <summary>Every model, in the order given.</summary>
    public IReadOnlyList<ServedModel> All { get; }

    /// <summary>When the endpoint began, in Unix seconds: what it says of the age of its models.</summary>
    public long Created { get; }

    /// <summary>The model of that name; the first one for no name.</summary>
    /// <exception cref="ApiException">There is none (404).</exception>
    public ServedModel Find(string? id)
    {
        if (string.IsNullOrEmpty(id))
            return All[0];
        if (_byId.TryGetValue(id, out var model))
            return model;
        if (_acceptsAnyName)
            return All[0];

        throw new ApiException(new ApiError(404, $"The model '{id}' does not exist. Served here: {string.Join(", ", _byId.Keys)}.")
        {
            Code = "model_not_found",
            Param = "model",
        });
    }
}
