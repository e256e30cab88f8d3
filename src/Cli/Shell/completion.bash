# Completions of heavysim for bash. Load them with:  source <(heavysim completion bash)
_heavysim() {
    local program="${1/#\~/$HOME}" line="${COMP_LINE:0:COMP_POINT}" word suggestion
    word="${line##*[[:space:]]}"
    line="heavysim ${line#*[[:space:]]}"
    # Readline completes only what follows the last of these.
    local done_already="${word%"${word##*[:=]}"}"
    COMPREPLY=()
    while IFS= read -r suggestion; do
        # An empty word stands for a file or a value as often as for an option: options want their dash.
        [[ $suggestion == /* || ( $suggestion == -* && $word != -* ) ]] && continue
        [[ $suggestion == "$word"* ]] && COMPREPLY+=("${suggestion#"$done_already"}")
    done < <("$program" "[suggest:${#line}]" "$line" 2>/dev/null)
}
complete -o default -F _heavysim heavysim
