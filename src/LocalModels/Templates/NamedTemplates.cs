namespace HeavySim.LocalModels;

/// <summary>Templates for files that have none; one more is one line.</summary>
internal static class NamedTemplates
{
    private const string SystemInFirstUser =
        "{% set ns = namespace(system='') %}{% for m in messages %}{% if m.role == 'system' %}"
        + "{% set ns.system = ns.system + m.content + '\\n\\n' %}{% endif %}{% endfor %}";

    /// <summary>The templates by their names, in the order in which they are shown.</summary>
    public static OrderedDictionary<string, string> All { get; } = new(StringComparer.Ordinal)
    {
        ["plain"] = "{% for m in messages %}{{ m.content }}{% if not loop.last %}{{ '\\n\\n' }}{% endif %}{% endfor %}",
        ["chatml"] = Turns("{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>\\n' }}", "{{ '<|im_start|>assistant\\n' }}"),
        ["llama3"] = "{{ bos_token }}" + Turns(
            "{{ '<|start_header_id|>' + m.role + '<|end_header_id|>\\n\\n' + m.content | trim + '<|eot_id|>' }}",
            "{{ '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}"),
        ["mistral"] = SystemInFirstUser + "{{ bos_token }}" + Turns(
            "{% if m.role == 'user' %}{{ '[INST] ' + ns.system + m.content + ' [/INST]' }}{% set ns.system = '' %}"
            + "{% elif m.role == 'assistant' %}{{ ' ' + m.content | trim + eos_token }}{% endif %}",
            ""),
        ["gemma"] = SystemInFirstUser + "{{ bos_token }}" + Turns(
            "{% if m.role == 'user' %}{{ '<start_of_turn>user\\n' + ns.system + m.content | trim + '<end_of_turn>\\n' }}"
            + "{% set ns.system = '' %}"
            + "{% elif m.role == 'assistant' %}{{ '<start_of_turn>model\\n' + m.content | trim + '<end_of_turn>\\n' }}{% endif %}",
            "{{ '<start_of_turn>model\\n' }}"),
        ["zephyr"] = Turns("{{ '<|' + m.role + '|>\\n' + m.content + eos_token + '\\n' }}", "{{ '<|assistant|>\\n' }}"),
        ["phi3"] = Turns("{{ '<|' + m.role + '|>\\n' + m.content + '<|end|>\\n' }}", "{{ '<|assistant|>\\n' }}"),
    };

    private static string Turns(string turn, string answer) =>
        "{% for m in messages %}" + turn + "{% endfor %}{% if add_generation_prompt %}" + answer + "{% endif %}";
}
