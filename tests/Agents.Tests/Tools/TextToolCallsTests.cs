using HeavySim.Agents.Tools;

namespace HeavySim.Agents.Tests.Tools;

public sealed class TextToolCallsTests
{
    [Theory]
    [InlineData("```tool_call\n{\"tool\": \"add\", \"arguments\": {\"x\": 1}}\n```")]
    [InlineData("```tool_call\n{\"tool\": \"add\", \"arguments\": {\"x\": 1}}")]
    [InlineData("```json\n{\"name\": \"add\", \"parameters\": {\"x\": 1},}\n```")]
    [InlineData("```\n{\"name\": \"add\", \"input\": {\"x\": 1}}\n```")]
    [InlineData("<tool_call>\n{\"name\": \"add\", \"arguments\": {\"x\": 1}}\n</tool_call>")]
    [InlineData("<tool_call>{\"name\": \"add\", \"arguments\": \"{\\\"x\\\": 1}\"}")]
    [InlineData("{\"type\": \"function\", \"function\": {\"name\": \"add\", \"arguments\": {\"x\": 1}}}")]
    [InlineData("```tool_call\n[{\"tool\": \"add\", \"args\": {\"x\": 1, \"x\": 1}}]\n```")]
    public void Take_OneCallInAnyForm_ReadsIt(string text)
    {
        var (calls, rest) = TextToolCalls.Take(text, name => name == "add");

        var call = Assert.Single(calls);
        Assert.Equal("add", call.Name);
        Assert.Null(call.Exception);
        Assert.Equal("1", Assert.Single(call.Arguments!).Value!.ToString());
        Assert.Equal("", rest);
    }

    [Theory]
    [InlineData("{\"answer\": 42}")]
    [InlineData("```json\n{\"name\": \"Ada\", \"arguments\": {}}\n```")]
    [InlineData("```json\n{\"name\": \"add\"}\n```")]
    [InlineData("plain words")]
    [InlineData("```python\nadd(1)\n```")]
    public void Take_NoCall_LeavesTextAlone(string text)
    {
        var (calls, rest) = TextToolCalls.Take(text, name => name == "add");

        Assert.Empty(calls);
        Assert.Equal(text, rest);
    }

    [Theory]
    [InlineData("```tool_call\n{\"tool\": \"add\", \"arguments\": {\"x\": \n```")]
    [InlineData("```tool_call\nadd(1)\n```")]
    [InlineData("```tool_call\n{\"x\": 1}\n```")]
    [InlineData("```tool_call\n{\"tool\": \"add\", \"arguments\": [1]}\n```")]
    public void Take_DeclaredCallThatCannotBeRead_IsACallWithAnError(string text)
    {
        var (calls, _) = TextToolCalls.Take(text, name => name == "add");

        Assert.NotNull(Assert.Single(calls).Exception);
    }

    [Fact]
    public void Take_TwoCallsAmongWords_KeepsOrderAndWords()
    {
        const string Text = "First\n```tool_call\n{\"tool\":\"add\",\"arguments\":{\"x\":1}}\n```\nthen\n```tool_call\n{\"tool\":\"sub\","
            + "\"arguments\":{\"x\":2}}\n```\n";

        var (calls, rest) = TextToolCalls.Take(Text, _ => true);

        Assert.Equal(["add", "sub"], calls.Select(call => call.Name));
        Assert.Equal(["text_1", "text_2"], calls.Select(call => call.CallId));
        Assert.Equal("First\n\nthen", rest);
    }
}
