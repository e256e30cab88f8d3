# Completions of heavysim for fish. Load them with:  heavysim completion fish | source
# or keep them as ~/.config/fish/completions/heavysim.fish.
function __heavysim_suggestions
    set -l line (commandline -cp)
    set -l word (commandline -ct)
    for suggestion in (heavysim "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
        if string match -q -- '/*' $suggestion
            continue
        end
        # An empty word stands for a file or a value as often as for an option: options want their dash.
        if string match -q -- '-*' $word; or not string match -q -- '-*' $suggestion
            printf '%s\n' $suggestion
        end
    end
end
complete -c heavysim -f -n __fish_use_subcommand -a '(__heavysim_suggestions)'
complete -c heavysim -n 'not __fish_use_subcommand' -a '(__heavysim_suggestions)'
