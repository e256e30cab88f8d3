namespace HeavySim.LocalModels;

/// <summary>Order as Python's sort makes it: equal ones stay as they came, and values without an order are an error.</summary>
internal static class Sorting
{
    /// <summary>The items in the order of their keys.</summary>
    public static List<T> By<T>(Rendering rendering, IReadOnlyList<T> items, Func<T, object?> key, bool isDescending)
    {
        var order = new KeyOrder(rendering);
        try
        {
            return [.. isDescending ? items.OrderByDescending(key, order) : items.OrderBy(key, order)];
        }
        catch (InvalidOperationException e) when (e.InnerException is TemplateException fault)
        {
            throw TemplateException.Failure(fault.Message);
        }
    }

    private sealed class KeyOrder(Rendering rendering) : IComparer<object?>
    {
        public int Compare(object? x, object? y) => Comparison.Order(rendering, x, y, "<");
    }
}
