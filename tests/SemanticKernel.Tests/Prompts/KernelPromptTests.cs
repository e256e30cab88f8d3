using HeavySim.Agents;
using HeavySim.Core;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;

namespace HeavySim.SemanticKernel.Tests.Prompts;

public sealed class KernelPromptTests
{
    private const string Inside = """
        name: careful
        template: |
          <message role="system">Be {{$tone}}. {{$format}}</message>
          <message role="user">What is 1 + 1?</message>
          <message role="assistant">2</message>
          <message role="user">{{$question}}</message>
        input_variables:
          - name: question
            is_required: true
          - name: tone
            default: careful
        execution_settings:
          default:
            temperature: 0.1
        """;

    private const string Outside = """
        template: "Solve {{$question}}"
        """;

    private static readonly Problem Problem = new() { Id = "p", Question = "Is 1 < 2 && \"x\"?" };

    [Fact]
    public void Messages_OfAPromptFunction_AreAllOfIts()
    {
        var messages = KernelPrompt.Read(Inside, ["question", "format"]);

        Assert.Equal(
            [("system", "Be careful. {format}"), ("user", "What is 1 + 1?"), ("assistant", "2"), ("user", "{question}")],
            messages.Select(static m => (m.Role.Value, m.Text)));
    }

    [Theory]
    [InlineData(Inside, false)]
    [InlineData(Outside, true)]
    public async Task Question_WithMarkup_IsEncodedBySemanticKernelOutsideOfMessagesOnlyAndNeverHere(string yaml, bool isEncoded)
    {
        var model = new ScriptedChatClient("no");
        var builder = Kernel.CreateBuilder();
        builder.Services.AddSingleton<IChatClient>(model);
        var config = new PromptTemplateConfig(yaml == Outside
            ? "Solve {{$question}}" : "<message role=\"user\">{{$question}}</message>");

        await KernelFunctionFactory.CreateFromPrompt(config).InvokeAsync(
            builder.Build(), new KernelArguments { ["question"] = Problem.Question });
        var asked = PromptTemplate.Of(KernelPrompt.Read(yaml, ["question", "format"])).MessagesFor(Problem, asksConfidence: false);

        Assert.Equal(isEncoded, model.Messages[^1].Text.Contains("1 &lt; 2 &amp;&amp; &quot;x&quot;", StringComparison.Ordinal));
        Assert.Equal(!isEncoded, model.Messages[^1].Text.Contains(Problem.Question, StringComparison.Ordinal));
        Assert.EndsWith(Problem.Question, asked[^1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("template: [", "no prompt function that can be read")]
    [InlineData("name: x", "has no 'template'")]
    [InlineData("template: 'x'\ntemplate_format: handlebars", "template_format is handlebars")]
    [InlineData("template: '{{$a}}'\ninput_variables:\n  - name: a", "variable 'a' has no default")]
    [InlineData("template: '{{$qestion}}'", "variable 'qestion' is none of question, format")]
    [InlineData("template: '<message role=\"user\">{{$question}}'", "each needs its end, </message>")]
    [InlineData("template: '<message role=\"robot\">{{$question}}</message>'", "role 'robot'; roles are system, user, assistant")]
    [InlineData("template: '{{p.f $question}}'", "no prompt function that can be read")]
    public void PromptFunction_ThatCannotBeUsed_SaysWhy(string yaml, string fault)
    {
        var error = Assert.Throws<HeavySimException>(() => KernelPrompt.Read(yaml, ["question", "format"]));

        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PromptFunction_WithoutTheQuestion_IsRefused()
    {
        var error = Assert.Throws<HeavySimException>(() => PromptTemplate.Of(KernelPrompt.Read("template: 'Hello'", ["question"])));

        Assert.Contains("no user message has the question", error.Message, StringComparison.Ordinal);
    }
}
