using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace HeavySim.Ensembles.Endpoints;

/// <summary>
/// The simulated model: one model for the whole run, and in each world an endpoint of its own under the production resilience.
/// </summary>
internal sealed class SimulatedModelSource : IModelSource
{
    private readonly string _name;
    private readonly IReadOnlyList<string> _models;
    private readonly SimulatedModel _model;
    private readonly ResilienceOptions _resilience;
    private readonly ILoggerFactory? _loggers;
    private readonly ConcurrentBag<SimulatedEndpoint> _endpoints = [];

    public SimulatedModelSource(
        string reference,
        SimulationProfile profile,
        IEnumerable<Problem> problems,
        IAnswerEngine answers,
        IReadOnlyList<string> models,
        ResilienceOptions resilience,
        long seed,
        ILoggerFactory? loggers)
    {
        _name = "sim:" + reference;
        _models = models.Count > 0 ? models : [profile.Name];
        _model = new SimulatedModel(profile, problems, answers, seed);
        _resilience = resilience;
        _loggers = loggers;
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
        var logged = LoggedChat.Around(model, _loggers, _name, apiKey: null, time);
        var client = TracedChat.Around(new ResilientChatClient(logged, _resilience, time, seed), time, isSimulated: true);
        var prices = Profile.Prices is { } p ? new TokenPrices(p.InputPerMillion, p.OutputPerMillion) : null;
        return [.. _models.Select(model => new EndpointBinding(_name, model, client, prices))];
    }
}
