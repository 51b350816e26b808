using KdmpInteractive.Formatting;
using KdmpInteractive.Rendering;
using KdmpInteractive.Views;
using KdmpParser;
using Microsoft.DotNet.Interactive.Formatting;

namespace KdmpTool.Tests.HostileText;

/// <summary>Every object that the library gives a program, as a notebook shows it; and which of their texts come from a dump.</summary>
public class ShownObjectTests
{
    /// <summary>Each attack is in one of these, where there is room for it. Who adds a member to the library adds it to this list or to the other.</summary>
    private static readonly string[] s_fromDumps =
    [
        "CodeView.PdbName", "CodeView.PdbPath", "CodeView.SymbolServerKey", "CodeView.ToString", "DumpHeader.Comment", "DumpHeader.VersionUser",
        "FoundText.Text", "FoundText.ToString", "KernelDump.Name", "KernelDump.ToString", "LoadedModule.Name", "LoadedModule.Path",
        "LoadedModule.ToString", "OpenedProcess.ToString", "PeExport.Forwarder", "PeExport.Name", "PeExport.ToString", "PeImage.ToString",
        "PeSection.Name", "PeSection.ToString", "Process.Name", "Process.ToString", "StackCandidate.ToString", "UnloadedDriver.Name",
        "UnloadedDriver.ToString", "VirtualAddressSpace.ReadAnsiString", "VirtualAddressSpace.ReadUnicodeString",
    ];

    /// <summary>Numbers, names that the library itself has, sentences about both.</summary>
    private static readonly string[] s_own =
    [
        "BugCheck.Name", "BugCheck.ToString", "BytePattern.ToString", "ByteRange.ToString", "CapturedList.ToString", "ConversionResult.ToString",
        "CpuContext.ToString", "DumpHeader.ToString", "DumpStructure.Name", "DumpStructure.ToString", "ExceptionRecord.Name",
        "ExceptionRecord.ToString", "KdDebuggerData.ToString", "KernelDataFailure.Message", "KernelDataFailure.ToString",
        "KernelDump.SymbolFolder", "KernelDumpException.Actual", "KernelDumpException.Expected", "KernelDumpLimits.ToString", "KernelDumpOptions.SymbolFolder", "KernelDumpOptions.ToString",
        "MemoryFailure.ToString", "MemoryPieces.ToString", "MemoryView.ToString", "NtStatus.Name", "PageDifference.ToString",
        "PageDifferenceTotals.ToString", "PageEntropy.ToString", "PageRange.ToString", "PageTableEntry.ToString", "PageTableLevelNames.Name", "PageTableStep.ToString", "PatternHit.ToString",
        "PhysicalAddress.ToString", "PhysicalMemory.ToString", "PhysicalRun.ToString", "Processor.ToString", "ReadResult.ToString", "Register.Name",
        "Register.ToString", "ReverseMap.ToString", "ScanProgress.ToString", "SearchHit.ToString", "SearchOptions.ToString", "SecondaryData.ToString", "SecondaryDataBlob.Name",
        "SecondaryDataBlob.ToString", "StructureField.Name", "StructureField.ToString", "Translation.ToString", "VirtualAddress.ToString",
        "VirtualAddressSpace.ToString", "VirtualMapping.ToString", "VirtualRegion.ToString", "WriteProgress.ToString",
    ];

    [Fact]
    public void Every_text_of_the_library_is_known_to_come_from_dumps_or_not()
    {
        // The first eight characters of an attack, since the name of a section has no more.
        IEnumerable<string> found = Walks("element with an event").SelectMany(walk => walk.Texts)
            .Where(text => text.Text.Contains("<details", StringComparison.Ordinal)).Select(text => text.Member).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(s_fromDumps, found);
        Assert.Equal(s_fromDumps.Concat(s_own).Order(StringComparer.Ordinal), ObjectWalk.TextMembers.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_object_is_shown_harmlessly()
    {
        KdmpFormatters.Register();
        var shown = new HashSet<Type>();
        foreach (object value in Walks("attribute").SelectMany(walk => walk.Objects))
        {
            if (!ShownTypes.TryGetView(value, out View? view))
                continue;
            shown.Add(value.GetType());
            Harmless.IsText(view.ToText());
            Harmless.IsTerminalText(view.ToTerminalText());
            Harmless.IsMarkup(view.ToHtml());
            Harmless.IsText(value.ToDisplayString("text/plain+summary"));
        }

        Type[] hostile =
        [
            typeof(KernelDump), typeof(DumpHeader), typeof(LoadedModule), typeof(UnloadedDriver), typeof(Process), typeof(OpenedProcess), typeof(StackCandidate),
            typeof(PeImage), typeof(PeSection), typeof(PeExport), typeof(CodeView), typeof(FoundText), typeof(SearchHit),
        ];
        Assert.Subset(shown, hostile.ToHashSet());
    }

    private static IEnumerable<ObjectWalk> Walks(string attack)
    {
        foreach (byte[] bytes in (byte[][])[HostileDump.Of(attack).Kernel(), HostileDump.Of(attack).Small()])
        {
            using var dump = KernelDump.Open(bytes, Attack.Of(attack).Text);
            yield return ObjectWalk.Of(dump);
        }
    }
}
