using System.Collections.ObjectModel;

namespace Microsoft.DotNet.Interactive.Directives;

/// <summary>Things by name; a second one of the same name throws.</summary>
internal sealed class NamedSymbols<T>(Func<T, string> name, Action<T>? adding = null) : KeyedCollection<string, T>
{
    protected override string GetKeyForItem(T item) => name(item);

    protected override void InsertItem(int index, T item)
    {
        adding?.Invoke(item);
        base.InsertItem(index, item);
    }
}
