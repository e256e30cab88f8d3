namespace HeavySim.LocalModels;

/// <summary>Order as Python's sort makes it: equal ones stay as they came, and values without an order are an error.</summary>
internal static class Sorting
{
    /// <summary>The items in the order of their keys.</summary>
    public static List<T> By<T>(IReadOnlyList<T> items, Func<T, object?> key, bool isDescending)
    {
        try
        {
            return [.. isDescending ? items.OrderByDescending(key, KeyOrder.Instance) : items.OrderBy(key, KeyOrder.Instance)];
        }
        catch (InvalidOperationException e) when (e.InnerException is TemplateException fault)
        {
            throw TemplateException.Failure(fault.Message);
        }
    }

    private sealed class KeyOrder : IComparer<object?>
    {
        public static KeyOrder Instance { get; } = new();

        public int Compare(object? x, object? y) => Comparison.Order(x, y, "<");
    }
}
