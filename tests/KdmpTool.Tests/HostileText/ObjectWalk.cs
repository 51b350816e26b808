using System.Collections;
using System.Reflection;
using KdmpParser;
using KdmpParser.Analysis;

namespace KdmpTool.Tests.HostileText;

/// <summary>What a program can get out of a dump: every object that public properties lead to, and every text among them.</summary>
internal sealed class ObjectWalk
{
    /// <summary>Of a list, as many as there are attacks, twice.</summary>
    private const int Items = 150;

    private static readonly Assembly[] s_libraries = [typeof(KernelDump).Assembly, typeof(Backtrace).Assembly];

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    /// <summary>Objects of the libraries, and lists of them.</summary>
    public List<object> Objects { get; } = [];

    /// <summary>Texts by the member that gave them, as in <c>LoadedModule.Name</c>.</summary>
    public List<(string Member, string Text)> Texts { get; } = [];

    /// <summary>Members of the libraries that give a text.</summary>
    public static IEnumerable<string> TextMembers => s_libraries.SelectMany(library => library.GetExportedTypes())
        .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(member => member is PropertyInfo { PropertyType: var property } && (property == typeof(string) || property.IsAssignableTo(typeof(IEnumerable<string>)))
            || member is MethodInfo { ReturnType: var result, IsSpecialName: false } && result == typeof(string))
        .Select(NameOf);

    /// <summary>The public members of a dump, and what its methods give.</summary>
    public static ObjectWalk Of(KernelDump dump)
    {
        var walk = new ObjectWalk();
        walk.Add(dump);
        walk.Add(dump.FindStackCandidates());
        walk.Add(dump.Search(BytePattern.FromText("alert")).Take(5).ToArray());
        walk.Conclude(dump);
        if (dump.PhysicalMemory is not { } memory)
            return walk;
        walk.Add(dump.ReadImage(dump.KernelModules[0]));
        walk.Add(dump.OpenProcess(8));
        walk.Add(dump.VirtualMemory.EnumerateStrings(HostileDump.Texts, 0x8000, 5).ToArray());
        walk.Add(dump.VirtualMemory.Translate(HostileDump.Texts));
        walk.Add(dump.VirtualMemory.View(HostileDump.Texts, 256));
        walk.Add(dump.VirtualMemory.ViewAll(HostileDump.Texts, 0x2000));
        walk.Add(memory.Compare(memory).ToArray());
        walk.Texts.Add(("VirtualAddressSpace.ReadUnicodeString", dump.VirtualMemory.ReadUnicodeString(HostileDump.FirstName)));
        walk.Texts.Add(("VirtualAddressSpace.ReadAnsiString", dump.VirtualMemory.ReadAnsiString(HostileDump.FirstText)));
        return walk;
    }

    /// <summary>What the analysis says of a dump.</summary>
    public static ObjectWalk OfConclusions(KernelDump dump)
    {
        var walk = new ObjectWalk();
        walk.Conclude(dump);
        return walk;
    }

    private void Conclude(KernelDump dump)
    {
        Add(dump.ExplainBugCheck());
        Add(dump.FindSuspects());
        Add(dump.FindReturnCandidates(null));
        foreach (CpuContext context in dump.Contexts)
        {
            Add(dump.Unwind(context));
            if (context.InstructionPointer is not { } place)
                continue;
            Add(dump.Disassemble(place, new DisassemblyOptions { Before = 4, Count = 8 }));
            Add(dump.FindCallBefore(place));
        }

        foreach (LoadedModule module in dump.KernelModules.Take(2).Concat(dump.UserModules.Take(1)))
        {
            Add(dump.FindSymbols(module));
            Add(dump.DescribeSurroundings(module.Base + 0x1238));
            Add(dump.Describe(module.Base + 0x1010));
        }

        foreach (UnloadedDriver driver in dump.UnloadedDrivers.Take(2))
            Add(dump.DescribeSurroundings(driver.Start));
        Add(dump.FindWritableCode());
        Add(dump.FindCodeOutsideModules());
        Add(dump.CompareImages());
        Add(dump.FindHiddenImages());
        Add(dump.FindProcesses());
    }

    private static string NameOf(MemberInfo member) => $"{member.DeclaringType!.Name.Split('`')[0]}.{member.Name}";

    private void Add(object? value)
    {
        if (value is null or string || value.GetType() is { IsPrimitive: true } or { IsEnum: true } || !(value.GetType().IsValueType || _seen.Add(value)))
            return;
        bool isOwn = value is not Array && s_libraries.Contains(value.GetType().Assembly);
        if (isOwn && value.GetType().IsPublic)
            Read(value);
        if (value is not IEnumerable list)
            return;
        if (!isOwn)
            Objects.Add(value);
        foreach (object? item in list.Cast<object?>().Take(Items))
            Add(item);
    }

    private void Read(object value)
    {
        // Values that were met twice say the same twice; numbers of them would take for ever.
        if (value.GetType().IsValueType && !_seen.Add(value.ToString()!))
            return;
        Objects.Add(value);
        Texts.Add(($"{value.GetType().Name.Split('`')[0]}.ToString", value.ToString()!));
        foreach (PropertyInfo property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
        {
            object? content = property.GetValue(value);
            if (content is string text)
                Texts.Add((NameOf(property), text));
            else if (content is IEnumerable<string?> texts)
                Texts.AddRange(texts.OfType<string>().Select(one => (NameOf(property), one)));
            else
                Add(content);
        }
    }
}
