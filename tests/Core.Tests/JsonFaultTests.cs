using System.Text.Json;
using System.Text.Json.Serialization;

namespace HeavySim.Core.Tests;

public sealed partial class JsonFaultTests
{
    [Theory]
    [InlineData("""{"name": 3}""", "\"name\" has to be a text (line 1)")]
    [InlineData("""{"name": "a", "sizes": 3}""", "\"sizes\" has to be a list (line 1)")]
    [InlineData("{\"name\": \"a\",\n \"sizes\": [1, true]}", "\"sizes[1]\" has to be a whole number (line 2)")]
    [InlineData("""{"name": "a", "share": "x"}""", "\"share\" has to be a number (line 1)")]
    [InlineData("""{"name": "a", "isOn": 1}""", "\"isOn\" has to be true or false (line 1)")]
    [InlineData(
        """{"name": "a", "day": 9.5}""",
        "\"day\" has to be one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday (line 1)")]
    [InlineData("""{"name": "a", "inner": 1}""", "\"inner\" has to be an object (line 1)")]
    [InlineData(
        """{"nme": "a"}""",
        "there is no field \"nme\". Did you mean 'name'? The fields are name, sizes, share, isOn, day, inner (line 1)")]
    [InlineData("""{"name": "a", "inner": {"x": 1}}""", "there is no field \"x\" at \"inner.x\" (line 1)")]
    [InlineData("{}", "the field \"name\" is missing (line 1)")]
    [InlineData("{", "it is no valid JSON (line 1)")]
    [InlineData("[]", "the whole has to be an object (line 1)")]
    public void Of_WhatDoesNotFit_IsSaidInTheFilesWords(string json, string words)
    {
        var error = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, FaultJson.Default.Outer));

        Assert.Equal(words, JsonFault.Of(error, FaultJson.Default.Outer));
    }

    internal sealed record Outer(
        [property: JsonRequired] string Name, IReadOnlyList<int>? Sizes, double? Share, bool? IsOn, DayOfWeek? Day, Inner? Inner);

    internal sealed record Inner(string? Text);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
    [JsonSerializable(typeof(Outer))]
    internal sealed partial class FaultJson : JsonSerializerContext;
}
