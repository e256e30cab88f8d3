using System.Reflection;
using System.Runtime.Loader;

namespace HeavySim.SemanticKernel;

/// <summary>
/// Where a plugin's assemblies live: what this program has itself is shared, so that both mean the same kernel; the rest is taken from
/// beside the plugin.
/// </summary>
internal sealed class PluginContext(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
{
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        try
        {
            return Default.LoadFromAssemblyName(assemblyName);
        }
        catch (Exception error) when (error is FileNotFoundException or FileLoadException)
        {
            var beside = Path.Combine(Path.GetDirectoryName(path)!, assemblyName.Name + ".dll");
            return File.Exists(beside) ? LoadFromAssemblyPath(beside) : null;
        }
    }
}
