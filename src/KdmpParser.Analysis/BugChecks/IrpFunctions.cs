namespace KdmpParser.Analysis.BugChecks;

/// <summary>Names of what an IRP asks for (wdm.h).</summary>
internal static class IrpFunctions
{
    private const byte Power = 0x16;
    private const byte PlugAndPlay = 0x1b;

    private static readonly string[] s_major =
    [
        "CREATE", "CREATE_NAMED_PIPE", "CLOSE", "READ", "WRITE", "QUERY_INFORMATION", "SET_INFORMATION", "QUERY_EA", "SET_EA", "FLUSH_BUFFERS",
        "QUERY_VOLUME_INFORMATION", "SET_VOLUME_INFORMATION", "DIRECTORY_CONTROL", "FILE_SYSTEM_CONTROL", "DEVICE_CONTROL", "INTERNAL_DEVICE_CONTROL",
        "SHUTDOWN", "LOCK_CONTROL", "CLEANUP", "CREATE_MAILSLOT", "QUERY_SECURITY", "SET_SECURITY", "POWER", "SYSTEM_CONTROL", "DEVICE_CHANGE",
        "QUERY_QUOTA", "SET_QUOTA", "PNP",
    ];

    private static readonly string[] s_power = ["WAIT_WAKE", "POWER_SEQUENCE", "SET_POWER", "QUERY_POWER"];

    private static readonly string?[] s_plugAndPlay =
    [
        "START_DEVICE", "QUERY_REMOVE_DEVICE", "REMOVE_DEVICE", "CANCEL_REMOVE_DEVICE", "STOP_DEVICE", "QUERY_STOP_DEVICE", "CANCEL_STOP_DEVICE",
        "QUERY_DEVICE_RELATIONS", "QUERY_INTERFACE", "QUERY_CAPABILITIES", "QUERY_RESOURCES", "QUERY_RESOURCE_REQUIREMENTS", "QUERY_DEVICE_TEXT",
        "FILTER_RESOURCE_REQUIREMENTS", null, "READ_CONFIG", "WRITE_CONFIG", "EJECT", "SET_LOCK", "QUERY_ID", "QUERY_PNP_DEVICE_STATE",
        "QUERY_BUS_INFORMATION", "DEVICE_USAGE_NOTIFICATION", "SURPRISE_REMOVAL", "QUERY_LEGACY_BUS_INFORMATION", "DEVICE_ENUMERATED",
    ];

    private static readonly string[] s_systemStates = ["Unspecified", "Working", "Sleeping1", "Sleeping2", "Sleeping3", "Hibernate", "Shutdown"];
    private static readonly string[] s_deviceStates = ["Unspecified", "D0", "D1", "D2", "D3"];

    /// <summary>IRP_MJ_*, or <see langword="null"/>.</summary>
    public static string? Major(ulong function) => At(s_major, function) is { } name ? "IRP_MJ_" + name : null;

    /// <summary>IRP_MN_* of a power or Plug and Play request, or <see langword="null"/>.</summary>
    public static string? Minor(byte major, byte function) => major switch
    {
        Power => At(s_power, function),
        PlugAndPlay => At(s_plugAndPlay, function),
        _ => null,
    } is { } name ? "IRP_MN_" + name : null;

    /// <summary>Whether a request is IRP_MN_SET_POWER or IRP_MN_QUERY_POWER, whose parameters say which state.</summary>
    public static bool HasPowerState(byte major, byte minor) => major == Power && minor is 2 or 3;

    /// <summary>POWER_STATE by POWER_STATE_TYPE: of the system (0) or of a device (1).</summary>
    public static string? PowerState(uint type, uint state) => type switch
    {
        0 => SystemPowerState(state) is { } name ? $"system power state {name}" : null,
        1 => At(s_deviceStates, state) is { } name ? $"device power state {name}" : null,
        _ => null,
    };

    /// <summary>SYSTEM_POWER_STATE, or <see langword="null"/>.</summary>
    public static string? SystemPowerState(ulong state) => At(s_systemStates, state);

    private static string? At(string?[] names, ulong index) => index < (ulong)names.Length ? names[index] : null;
}
