using System.Collections;
using System.Reflection;
using KdmpParser;

namespace KdmpTool.Tests.HostileText;

/// <summary>What a program can get out of a dump: every object that public properties lead to, and every text among them.</summary>
internal sealed class ObjectWalk
{
    /// <summary>Of a list, as many as there are attacks, twice.</summary>
    private const int Items = 150;

    private static readonly Assembly s_library = typeof(KernelDump).Assembly;

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    /// <summary>Objects of the library, and lists of them.</summary>
    public List<object> Objects { get; } = [];

    /// <summary>Texts by the member that gave them, as in <c>LoadedModule.Name</c>.</summary>
    public List<(string Member, string Text)> Texts { get; } = [];

    /// <summary>Members of the library that give a text.</summary>
    public static IEnumerable<string> TextMembers => s_library.GetExportedTypes()
        .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(member => member is PropertyInfo { PropertyType: var property } && property == typeof(string)
            || member is MethodInfo { ReturnType: var result, IsSpecialName: false } && result == typeof(string))
        .Select(NameOf);

    /// <summary>The public members of a dump, and what its methods give.</summary>
    public static ObjectWalk Of(KernelDump dump)
    {
        var walk = new ObjectWalk();
        walk.Add(dump);
        walk.Add(dump.FindStackCandidates());
        walk.Add(dump.Search(BytePattern.FromText("alert")).Take(5).ToArray());
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

    private static string NameOf(MemberInfo member) => $"{member.DeclaringType!.Name.Split('`')[0]}.{member.Name}";

    private void Add(object? value)
    {
        if (value is null or string || value.GetType() is { IsPrimitive: true } or { IsEnum: true } || !(value.GetType().IsValueType || _seen.Add(value)))
            return;
        bool isOwn = value.GetType().Assembly == s_library;
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
            else
                Add(content);
        }
    }
}
