using System.Collections.Concurrent;

namespace HeavySim.Ensembles.Endpoints;

/// <summary>
/// The simulated model: one model for the whole run, and in each world an endpoint of its own under the production resilience.
/// </summary>
internal sealed class SimulatedModelSource : IModelSource
{
    private readonly string _name;
    private readonly EndpointSettings _settings;
    private readonly SimulatedModel _model;
    private readonly ConcurrentBag<SimulatedEndpoint> _endpoints = [];

    /// <param name="name">The endpoint as it was written.</param>
    /// <param name="profile">What its model is like.</param>
    /// <param name="settings">What will be asked, of which models, with which seed.</param>
    public SimulatedModelSource(string name, SimulationProfile profile, EndpointSettings settings)
    {
        _name = name;
        _settings = settings;
        _model = new SimulatedModel(profile, settings.Problems, settings.Answers, settings.Plan.Seed);
    }

    public bool IsSimulated => true;

    /// <summary>True when the endpoint can carry only so much.</summary>
    public bool HasLimits => Profile.Capacity != Capacity.Unlimited;

    /// <summary>What the endpoint of each world has carried so far.</summary>
    public IEnumerable<EndpointStatistics> Statistics => _endpoints.Select(static e => e.Statistics);

    public SimulationProfile Profile => _model.Profile;

    public IReadOnlyList<EndpointBinding> Connect(TimeProvider time, long seed)
    {
        var endpoint = new SimulatedEndpoint(Profile.Capacity, time);
        _endpoints.Add(endpoint);
        var model = new SimulatedChatClient(_model, endpoint).WithFaults(Profile.Faults, seed, time);
        var logged = LoggedChat.Around(model, _settings.Plan.LoggerFactory, _name, apiKey: null, time);
        // A simulated stream gives a sign of life twice a minute, to cost nothing: nothing can be learned from its pauses.
        var resilience = _settings.Resilience with { LearnsTimeouts = false };
        var client = TracedChat.Around(new ResilientChatClient(logged, resilience, time, seed), time, isSimulated: true);
        var prices = Profile.Prices is { } p ? new TokenPrices(p.InputPerMillion, p.OutputPerMillion) : null;
        IReadOnlyList<string> models = _settings.Plan.Models.Count > 0 ? _settings.Plan.Models : [Profile.Name];
        return [.. models.Select(model => new EndpointBinding(_name, model, client, prices))];
    }
}
