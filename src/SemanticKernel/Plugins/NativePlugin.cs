using System.Reflection;
using Microsoft.SemanticKernel;

namespace HeavySim.SemanticKernel;

/// <summary>A plugin out of an assembly that the user named: its code runs as a part of this program, with all its rights.</summary>
internal static class NativePlugin
{
    /// <summary>The plugin and its filters.</summary>
    /// <exception cref="HeavySimException">The assembly, a type or a function cannot be had; the message says which and why.</exception>
    public static (KernelPlugin Plugin, IReadOnlyList<IFunctionInvocationFilter> Filters) Load(PluginOptions.Native options)
    {
        var types = TypesOf(options);
        var type = options.Type is { } name ? Named(name, types, options) : OnlyOneOf(types, options);
        if (!HasFunctions(type))
            throw Wrong(options, $"type {type.FullName} has no public method with [KernelFunction]");

        var filters = options.Filters.Select(filter => Create(Named(filter, types, options), options)
            as IFunctionInvocationFilter ?? throw Wrong(options, $"type {filter} is no IFunctionInvocationFilter")).ToList();
        try
        {
            return (KernelPluginFactory.CreateFromObject(Create(type, options), options.Name), filters);
        }
        catch (Exception error) when (error is KernelException or ArgumentException)
        {
            throw Wrong(options, error.Message, error);
        }
    }

    private static IReadOnlyList<Type> TypesOf(PluginOptions.Native options)
    {
        if (!File.Exists(options.Path))
            throw Wrong(options, $"there is no file {options.Path}");
        try
        {
            return new PluginContext(options.Path).LoadFromAssemblyPath(options.Path).GetExportedTypes();
        }
        catch (Exception error) when (error is BadImageFormatException or IOException or TypeLoadException or ReflectionTypeLoadException)
        {
            throw Wrong(options, $"{options.Path} cannot be loaded: {error.Message}", error);
        }
    }

    private static Type Named(string name, IReadOnlyList<Type> types, PluginOptions.Native options) =>
        types.FirstOrDefault(type => type.FullName == name)
            ?? throw Wrong(options, $"there is no public type {name} in {options.Path}");

    private static Type OnlyOneOf(IReadOnlyList<Type> types, PluginOptions.Native options) =>
        types.Where(HasFunctions).ToList() switch
        {
            [var only] => only,
            [] => throw Wrong(options, $"no public type of {options.Path} has methods with [KernelFunction]"),
            var several => throw Wrong(
                options,
                $"several types have functions, so name one as its 'type': {string.Join(", ", several.Select(static t => t.FullName))}"),
        };

    private static bool HasFunctions(Type type) => type is { IsAbstract: false, IsGenericTypeDefinition: false }
        && type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
            .Any(static method => method.GetCustomAttribute<KernelFunctionAttribute>() is not null);

    private static object Create(Type type, PluginOptions.Native options)
    {
        try
        {
            return Activator.CreateInstance(type)!;
        }
        catch (MissingMethodException error)
        {
            throw Wrong(options, $"type {type.FullName} has no public constructor without parameters", error);
        }
        catch (TargetInvocationException error)
        {
            throw Wrong(options, $"type {type.FullName} cannot be made: {error.InnerException?.Message}", error);
        }
    }

    private static HeavySimException Wrong(PluginOptions options, string fault, Exception? error = null) =>
        PluginTools.Wrong(options, fault, error);
}
