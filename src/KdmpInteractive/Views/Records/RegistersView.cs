using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Registers in the order of somebody's list, a row each.</summary>
internal static class RegistersView
{
    private static readonly string[] s_columns = ["Register", "Value#"];

    public static View Of(IEnumerable<Register> registers) =>
        new("", BoundedTable.Of("Registers", s_columns, registers, register => [register.Name, Hex.Padded(register)], OutputLimits.Default));
}
