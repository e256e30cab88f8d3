#compdef heavysim
# Completions of heavysim for zsh. Load them with:  source <(heavysim completion zsh)
# or keep them in a folder of $fpath as _heavysim.
_heavysim() {
    local line="heavysim ${(j: :)words[2,CURRENT-1]} $PREFIX"
    local -a suggestions
    suggestions=("${(@f)$(${(Q)words[1]} "[suggest:${#line}]" "$line" 2>/dev/null)}")
    suggestions=(${suggestions:#/*})
    # An empty word stands for a file or a value as often as for an option: options want their dash.
    [[ $PREFIX == -* ]] || suggestions=(${suggestions:#-*})
    compadd -a suggestions || _files
}
if [[ $funcstack[1] == _heavysim ]]; then
    _heavysim "$@"
else
    compdef _heavysim heavysim
fi
