using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Images, a row each: by address where a dump lists them, in the order of the list where somebody else made one.</summary>
internal static class ModulesView
{
    private const string NotKnown = "-";

    private static readonly string[] s_columns = ["Start#", "End#", "Name", "Size#", "Time stamp#", "Checksum#", "Path"];
    private static readonly string[] s_unloadedColumns = ["Start#", "End#", "Unloaded at", "Name"];

    /// <summary>Everything that a dump says of modules.</summary>
    public static View Of(KernelDump dump, OutputLimits? limits = null) => View(
        $"Modules of {dump.Name}",
        limits,
        bounds => [.. List("Kernel modules", dump.KernelModules, bounds), .. List("User modules", dump.UserModules, bounds), .. List(dump.UnloadedDrivers, bounds)]);

    /// <summary>The kernel and its drivers.</summary>
    public static View Kernel(KernelDump dump, OutputLimits? limits = null) =>
        View($"Modules of {dump.Name}", limits, bounds => List("Kernel modules", dump.KernelModules, bounds));

    /// <summary>The program and the DLLs of the process that the captured processor was in.</summary>
    public static View User(KernelDump dump, OutputLimits? limits = null) =>
        View($"Modules of {dump.Name}", limits, bounds => List("User modules", dump.UserModules, bounds));

    /// <summary>Drivers that were unloaded.</summary>
    public static View Unloaded(KernelDump dump, OutputLimits? limits = null) =>
        View($"Modules of {dump.Name}", limits, bounds => List(dump.UnloadedDrivers, bounds));

    public static View Of(CapturedList<LoadedModule> modules) => View("", null, bounds => List("Modules", modules, bounds));

    public static View Of(CapturedList<UnloadedDriver> drivers) => View("", null, bounds => List(drivers, bounds));

    public static View Of(IEnumerable<LoadedModule> modules) => View("", null, bounds => [Table("Modules", modules, bounds)]);

    public static View Of(IEnumerable<UnloadedDriver> drivers) => View("", null, bounds => [Table(drivers, bounds)]);

    private static View View(string title, OutputLimits? limits, Func<OutputLimits, IEnumerable<Block>> blocks)
    {
        limits ??= OutputLimits.Default;
        return new(title, [.. blocks(limits)]) { Limits = limits };
    }

    private static IEnumerable<Block> List(string what, CapturedList<LoadedModule> modules, OutputLimits limits) =>
        BoundedTable.WithRemark(Table(what, modules.OrderBy(module => module.Base), limits), modules.Failure);

    private static IEnumerable<Block> List(CapturedList<UnloadedDriver> drivers, OutputLimits limits) =>
        BoundedTable.WithRemark(Table(drivers.OrderBy(driver => driver.Start), limits), drivers.Failure);

    private static DataTable Table(string what, IEnumerable<LoadedModule> modules, OutputLimits limits) => BoundedTable.Of(
        what,
        s_columns,
        modules,
        module =>
        [
            module.Base.ToString(),
            (module.Base + module.Size).ToString(),
            (module.Name ?? NotKnown) + (module.Is32Bit ? " (32-bit)" : ""),
            Sizes.Of(module.Size),
            Hex.Recorded(module.TimeDateStamp) ?? NotKnown,
            Hex.Recorded(module.CheckSum) ?? NotKnown,
            module.Path ?? NotKnown,
        ],
        limits);

    private static DataTable Table(IEnumerable<UnloadedDriver> drivers, OutputLimits limits) => BoundedTable.Of(
        "Unloaded drivers",
        s_unloadedColumns,
        drivers,
        driver => [driver.Start.ToString(), driver.End.ToString(), Times.Utc(driver.Unloaded) ?? NotKnown, driver.Name ?? NotKnown],
        limits);
}
