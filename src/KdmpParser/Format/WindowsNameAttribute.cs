namespace KdmpParser.Format;

/// <summary>What Windows' headers call a structure, or a field where they have another name for it.</summary>
/// <param name="name">The name; with <c>{0}</c> in it, that of an array's elements, which winnt.h declares one by one.</param>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Field)]
internal sealed class WindowsNameAttribute(string name) : Attribute
{
    public string Name => name;

    /// <summary>Number of the first element.</summary>
    public int First { get; init; }
}
