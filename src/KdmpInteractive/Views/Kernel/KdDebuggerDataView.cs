using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>KDDEBUGGER_DATA64: where the kernel keeps what a debugger looks at, and the offsets in its structures folded away.</summary>
internal static class KdDebuggerDataView
{
    public static View Of(KdDebuggerData data) => new(
        "KDDEBUGGER_DATA64",
        new FieldList(
            ("Address", data.Address?.ToString()),
            ("Size", Hex.Of(data.Size)),
            (nameof(data.KernBase), data.KernBase?.ToString()),
            (nameof(data.SavedContext), data.SavedContext?.ToString()),
            (nameof(data.PsLoadedModuleList), data.PsLoadedModuleList?.ToString()),
            (nameof(data.PsActiveProcessHead), data.PsActiveProcessHead?.ToString()),
            (nameof(data.PspCidTable), data.PspCidTable?.ToString()),
            (nameof(data.KiBugcheckData), data.KiBugcheckData?.ToString()),
            (nameof(data.MmPfnDatabase), data.MmPfnDatabase?.ToString()),
            (nameof(data.MmLowestPhysicalPage), data.MmLowestPhysicalPage?.ToString()),
            (nameof(data.MmHighestPhysicalPage), data.MmHighestPhysicalPage?.ToString()),
            (nameof(data.MmNumberOfPhysicalPages), data.MmNumberOfPhysicalPages?.ToString()),
            (nameof(data.NtBuildLab), data.NtBuildLab?.ToString()),
            (nameof(data.KiProcessorBlock), data.KiProcessorBlock?.ToString()),
            (nameof(data.MmUnloadedDrivers), data.MmUnloadedDrivers?.ToString()),
            (nameof(data.MmLastUnloadedDriver), data.MmLastUnloadedDriver?.ToString()),
            (nameof(data.PteBase), data.PteBase?.ToString())),
        new Details(
            "Sizes and offsets of structures, bits of page-table entries",
            new FieldList(
                ("ETHREAD size", Hex.Recorded(data.ThreadSize)),
                ("KTHREAD Teb", Hex.Recorded(data.ThreadTeb)),
                ("KTHREAD KernelStack", Hex.Recorded(data.ThreadKernelStack)),
                ("KTHREAD InitialStack", Hex.Recorded(data.ThreadInitialStack)),
                ("KTHREAD ApcState.Process", Hex.Recorded(data.ThreadApcProcess)),
                ("KTHREAD State", Hex.Recorded(data.ThreadState)),
                ("EPROCESS size", Hex.Recorded(data.ProcessSize)),
                ("EPROCESS Peb", Hex.Recorded(data.ProcessPeb)),
                ("EPROCESS parent's identifier", Hex.Recorded(data.ProcessParentId)),
                ("EPROCESS DirectoryTableBase", Hex.Recorded(data.ProcessDirectoryTableBase)),
                ("KPRCB size", Hex.Recorded(data.ProcessorSize)),
                ("KPRCB DpcRoutine", Hex.Recorded(data.ProcessorDpcRoutine)),
                ("KPRCB CurrentThread", Hex.Recorded(data.ProcessorCurrentThread)),
                ("KPRCB MHz", Hex.Recorded(data.ProcessorMhz)),
                ("KPRCB CpuType", Hex.Recorded(data.ProcessorCpuType)),
                ("KPRCB VendorString", Hex.Recorded(data.ProcessorVendorString)),
                ("KPRCB Number", Hex.Recorded(data.ProcessorNumber)),
                ("KPRCB ProcessorState.ContextFrame", Hex.Recorded(data.ProcessorStateContext)),
                ("KPRCB ProcessorState.SpecialRegisters", Hex.Recorded(data.ProcessorSpecialRegisters)),
                ("KPRCB Context", Hex.Recorded(data.ProcessorContext)),
                ("L1TF high physical bit", data.L1tfHighPhysicalBit?.ToString(CultureInfo.InvariantCulture)),
                ("L1TF swizzle bit", data.L1tfSwizzleBit?.ToString(CultureInfo.InvariantCulture)))));
}
