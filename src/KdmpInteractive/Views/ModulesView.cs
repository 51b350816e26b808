using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Loaded images, a row each.</summary>
internal static class ModulesView
{
    private const string NotKnown = "-";

    private static readonly string[] s_columns = ["Start#", "End#", "Size#", "Time stamp#", "Checksum#", "Name", "Path"];
    private static readonly string[] s_unloadedColumns = ["Start#", "End#", "Unloaded at", "Name"];

    /// <summary>Everything that a dump says of modules.</summary>
    public static View Of(KernelDump dump) => new(
        $"Modules of {dump.Name}",
        [
            .. Section("kernel module", dump.KernelModules, Table(dump.KernelModules)),
            .. Section("user module", dump.UserModules, Table(dump.UserModules)),
            .. Section("unloaded driver", dump.UnloadedDrivers, Table(dump.UnloadedDrivers)),
        ]);

    public static View Of(CapturedList<LoadedModule> modules) => new("", [.. Section("module", modules, Table(modules))]);

    public static View Of(CapturedList<UnloadedDriver> drivers) => new("", [.. Section("unloaded driver", drivers, Table(drivers))]);

    private static IEnumerable<Block> Section<T>(string what, CapturedList<T> list, DataTable table)
    {
        Paragraph count = new(string.Create(CultureInfo.InvariantCulture, $"{list.Count} {what}{(list.Count == 1 ? "" : "s")}"));
        return [count, .. list.Count > 0 ? [table] : (Block[])[], .. BoundedTable.Remark(list.Failure)];
    }

    private static DataTable Table(CapturedList<LoadedModule> modules) => BoundedTable.Of(s_columns, modules, module =>
    [
        module.Base.ToString(),
        End(module.Base.Value + module.Size),
        Sizes.Of(module.Size),
        Hex.Recorded(module.TimeDateStamp) ?? NotKnown,
        Hex.Recorded(module.CheckSum) ?? NotKnown,
        (module.Name ?? NotKnown) + (module.Is32Bit ? " (32-bit)" : ""),
        module.Path ?? NotKnown,
    ]);

    private static DataTable Table(CapturedList<UnloadedDriver> drivers) => BoundedTable.Of(s_unloadedColumns, drivers, driver =>
        [driver.Start.ToString(), driver.End.ToString(), Times.Utc(driver.Unloaded) ?? NotKnown, driver.Name ?? NotKnown]);

    private static string End(ulong address) => new VirtualAddress(address).ToString();
}
