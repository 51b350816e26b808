namespace KdmpInteractive;

/// <summary>What the numbers of a hex view are. Those of more than one byte are little-endian.</summary>
public enum HexUnit
{
    /// <summary>16 bytes a row and their characters, as WinDbg's <c>db</c> prints them.</summary>
    Bytes,

    /// <summary>Eight numbers of 16 bits a row, as <c>dw</c>.</summary>
    Words,

    /// <summary>Four numbers of 32 bits a row, as <c>dd</c>.</summary>
    Dwords,

    /// <summary>Two numbers of 64 bits a row, as <c>dq</c>.</summary>
    Qwords,

    /// <summary>One address a row, with the module that it lies in, as <c>dps</c>.</summary>
    Pointers,
}
