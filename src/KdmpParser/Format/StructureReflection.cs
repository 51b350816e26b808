using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KdmpParser.Format;

/// <summary>Makes a <see cref="DumpStructure"/> of bytes: names, offsets and sizes are those of the structures in <c>Format/</c>.</summary>
internal static class StructureReflection
{
    /// <typeparam name="T">One of <c>Format/</c>.</typeparam>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="fileOffset">Where they stand in the file.</param>
    public static DumpStructure Decode<T>(ReadOnlySpan<byte> bytes, long fileOffset) where T : unmanaged => Decode(typeof(T), bytes, fileOffset);

    private static DumpStructure Decode(Type type, ReadOnlySpan<byte> bytes, long fileOffset)
    {
        var fields = new List<StructureField>();
        foreach (FieldInfo field in type.GetFields(BindingFlags.Public | BindingFlags.Instance))
            fields.Add(Field(field, field.GetCustomAttribute<FieldOffsetAttribute>()!.Value, bytes, fileOffset));
        return new(type.GetCustomAttribute<WindowsNameAttribute>()!.Name, fileOffset, SizeOf(type), [.. fields.OrderBy(field => field.Offset)])
        {
            Bytes = [.. bytes[..SizeOf(type)]],
        };
    }

    /// <summary>Makes a table of bytes: a structure whose last field is an array.</summary>
    /// <typeparam name="T">Each element: a structure of <c>Format/</c>, or a number.</typeparam>
    /// <param name="name">What the table is called.</param>
    /// <param name="array">What its array is called; the elements are numbered.</param>
    /// <param name="bytes">Whole elements, behind a number of them where there is one.</param>
    /// <param name="countSize">How long that number is; zero for none.</param>
    /// <param name="fileOffset">Where they stand in the file.</param>
    public static DumpStructure Table<T>(string name, string array, ReadOnlySpan<byte> bytes, int countSize, long fileOffset) where T : unmanaged
    {
        int size = SizeOf(typeof(T)), count = (bytes.Length - countSize) / size;
        bytes = bytes[..(countSize + count * size)];
        var elements = ImmutableArray.CreateBuilder<StructureField>(count);
        for (int i = 0; i < count; i++)
            elements.Add(Item(typeof(T), string.Create(CultureInfo.InvariantCulture, $"{array}[{i}]"), countSize + i * size, bytes, fileOffset));
        StructureField[] head = countSize == 0 ? [] : [new("Count", 0, countSize) { Value = Number(bytes[..countSize]) }];
        return new(name, fileOffset, bytes.Length, [.. head, new(array, countSize, count * size) { Elements = elements.MoveToImmutable() }]) { Bytes = [.. bytes] };
    }

    private static StructureField Field(FieldInfo field, int offset, ReadOnlySpan<byte> bytes, long fileOffset)
    {
        WindowsNameAttribute? windows = field.GetCustomAttribute<WindowsNameAttribute>();
        bool namesElements = windows?.Name.Contains("{0}", StringComparison.Ordinal) == true;
        string name = namesElements ? field.Name : windows?.Name ?? field.Name;
        string element = namesElements ? windows!.Name : name + "[{0}]";
        if (field.FieldType.GetCustomAttribute<InlineArrayAttribute>() is not { Length: var length })
            return Item(field.FieldType, name, offset, bytes, fileOffset);

        Type type = ElementOf(field.FieldType);
        int size = SizeOf(type);
        var elements = ImmutableArray.CreateBuilder<StructureField>();
        for (int i = 0; i < length && type != typeof(byte) && type != typeof(char); i++)
        {
            string numbered = string.Format(CultureInfo.InvariantCulture, element, i + (windows?.First ?? 0));
            elements.Add(Item(type, numbered, offset + i * size, bytes, fileOffset));
        }

        return new(name, offset, length * size) { Elements = elements.ToImmutable() };
    }

    private static StructureField Item(Type type, string name, int offset, ReadOnlySpan<byte> bytes, long fileOffset)
    {
        int size = SizeOf(type);
        ReadOnlySpan<byte> own = bytes.Slice(offset, size);
        return IsNumber(type)
            ? new(name, offset, size) { Value = Number(own) }
            : new(name, offset, size) { Structure = Decode(type, own, fileOffset + offset) };
    }

    private static UInt128 Number(ReadOnlySpan<byte> bytes)
    {
        UInt128 value = 0;
        for (int i = bytes.Length - 1; i >= 0; i--)
            value = value << 8 | bytes[i];
        return value;
    }

    private static int SizeOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Byte => sizeof(byte),
        TypeCode.UInt16 or TypeCode.Char => sizeof(ushort),
        TypeCode.UInt32 => sizeof(uint),
        TypeCode.UInt64 => sizeof(ulong),
        _ when type == typeof(UInt128) => 16,
        _ => type.StructLayoutAttribute!.Size,
    };

    private static bool IsNumber(Type type) => type.IsPrimitive || type == typeof(UInt128);

    private static Type ElementOf(Type array) => array.GetFields(BindingFlags.NonPublic | BindingFlags.Instance)[0].FieldType;
}
