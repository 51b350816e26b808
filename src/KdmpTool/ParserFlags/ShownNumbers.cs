using KdmpParser;

namespace KdmpTool.ParserFlags;

/// <summary>The numbers on their way to the output, and whether one of them was none.</summary>
internal sealed class ShownNumbers
{
    public bool AnyIsPageFill { get; private set; }

    public UInt128 Of(StructureField field)
    {
        AnyIsPageFill |= field.IsPageFill;
        return field.Value!.Value;
    }
}
