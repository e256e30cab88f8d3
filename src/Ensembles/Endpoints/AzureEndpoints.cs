using System.Runtime.CompilerServices;
using HeavySim.SemanticKernel;
using Microsoft.Extensions.AI;

namespace HeavySim.Ensembles.Endpoints;

/// <summary>A deployment of Azure OpenAI; its address and its key, or else its identity, are in the environment.</summary>
internal sealed class AzureEndpoints : EndpointKind
{
    private const string Prefix = "azure:";
    private const string AddressVariable = "AZURE_OPENAI_ENDPOINT";
    private const string KeyVariable = "AZURE_OPENAI_API_KEY";

    public override string Form => "azure:<deployment>";

    public override bool Reads(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    public override IModelSource Open(string text, EndpointSettings settings)
    {
        var deployment = text[Prefix.Length..];
        if (deployment.Length == 0)
            throw new HeavySimException("azure: needs a deployment, as in azure:my-deployment.");
        if (Environment.GetEnvironmentVariable(AddressVariable)?.Trim() is not { Length: > 0 } address)
            throw new HeavySimException(
                $"{text} takes its address from the environment variable {AddressVariable}, which is not set. Put there something like "
                + "https://my-resource.openai.azure.com.");

        var options = new EndpointOptions
        {
            Name = "azure",
            BaseUrl = address,
            Api = AzureApi.Word,
            Models = settings.Plan.Models.Count > 0 ? settings.Plan.Models : [deployment],
            ApiKeyEnv = string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(KeyVariable)) ? null : KeyVariable,
            MaxOutputTokens = settings.Plan.MaxOutputTokens,
            ModelPrices = settings.File.Prices,
            Resilience = settings.Resilience,
        };
        return new HttpModelSource(options, settings.Plan, KeyVariable);
    }

    /// <summary>The client of such an endpoint. On its own, so that Semantic Kernel is loaded here and not before.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static IChatClient Speak(EndpointOptions options, HttpClient http, string? key, TimeProvider time) =>
        AzureOpenAI.Connect(options, http, key, time);
}
