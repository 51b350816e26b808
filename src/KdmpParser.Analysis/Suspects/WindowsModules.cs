namespace KdmpParser.Analysis.Suspects;

/// <summary>File names of drivers that Windows brings along, and what they are. Only the most frequent ones on the stacks of crashes.</summary>
internal static class WindowsModules
{
    private const string Kernel = "the kernel";
    private const string Hal = "hal.dll";
    private const string Reporter = "reports the mistakes of other drivers";

    private static readonly Dictionary<string, string> s_parts = Table();

    /// <summary>Which part of Windows has a file name; <see langword="null"/> where none is known.</summary>
    public static string? Part(string? name) => name is not null && s_parts.TryGetValue(name, out string? part) ? part : null;

    /// <summary>Whether failures of others are noticed here, and bug checks called: the kernel and the HAL.</summary>
    public static bool IsKernel(string? name) => Part(name) == Kernel;

    /// <summary>Whether it is one of the names of the kernel itself.</summary>
    public static bool IsNt(string? name) => IsKernel(name) && !string.Equals(name, Hal, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is there to find the mistakes of others.</summary>
    public static bool IsReporter(string? name) => Part(name) == Reporter;

    private static Dictionary<string, string> Table()
    {
        (string Part, string[] Names)[] parts =
        [
            (Kernel, ["ntoskrnl.exe", "ntkrnlmp.exe", "ntkrnlpa.exe", "ntkrpamp.exe", "nt", Hal]),
            (Reporter, ["verifierext.sys", "watchdog.sys", "wdf01000.sys"]),
            ("a file system, or between file systems and what they are stored on",
                ["ntfs.sys", "refs.sys", "refsv1.sys", "fastfat.sys", "exfat.sys", "cdfs.sys", "udfs.sys", "npfs.sys", "msfs.sys", "mup.sys", "rdbss.sys", "mrxsmb.sys",
                    "mrxsmb20.sys", "csvfs.sys", "fltmgr.sys", "fileinfo.sys", "wof.sys", "luafv.sys", "bindflt.sys", "wcifs.sys", "cldflt.sys", "storqosflt.sys", "srv2.sys", "srvnet.sys"]),
            ("windows, fonts and their drawing", ["win32k.sys", "win32kbase.sys", "win32kfull.sys", "cdd.dll", "win32kns.sys", "win32ksgd.sys"]),
            ("graphics", ["dxgkrnl.sys", "dxgmms1.sys", "dxgmms2.sys", "basicdisplay.sys", "basicrender.sys", "monitor.sys"]),
            ("the network",
                ["ndis.sys", "netio.sys", "tcpip.sys", "afd.sys", "tdx.sys", "tdi.sys", "http.sys", "fwpkclnt.sys", "netbt.sys", "pacer.sys", "nwifi.sys", "vwififlt.sys",
                    "wfplwfs.sys", "mslldp.sys", "msquic.sys", "wifi.sys", "wificx.sys", "netadaptercx.sys", "ndiswan.sys", "raspptp.sys", "rasl2tp.sys", "agilevpn.sys", "winnat.sys"]),
            ("disks and volumes",
                ["storport.sys", "stornvme.sys", "storahci.sys", "ataport.sys", "atapi.sys", "classpnp.sys", "disk.sys", "partmgr.sys", "volmgr.sys", "volmgrx.sys", "volume.sys",
                    "volsnap.sys", "fvevol.sys", "iorate.sys", "rdyboost.sys", "ehstorclass.sys", "spaceport.sys", "mountmgr.sys", "cdrom.sys", "vhdmp.sys", "msisadrv.sys", "uaspstor.sys", "usbstor.sys", "sdbus.sys", "sdstor.sys"]),
            ("buses, power and processors",
                ["acpi.sys", "acpiex.sys", "pci.sys", "pdc.sys", "intelppm.sys", "amdppm.sys", "processr.sys", "intelpep.sys", "amdgpio2.sys", "gpioclx0101.sys", "spbcx.sys", "serial.sys", "wmilib.sys", "umbus.sys", "mssmbios.sys"]),
            ("USB and input",
                ["usbport.sys", "usbhub.sys", "usbhub3.sys", "usbxhci.sys", "ucx01000.sys", "usbehci.sys", "usbccgp.sys", "usbd.sys", "winusb.sys", "hidclass.sys", "hidusb.sys", "hidparse.sys",
                    "kbdclass.sys", "kbdhid.sys", "mouclass.sys", "mouhid.sys", "i8042prt.sys", "ucmcx.sys", "ucmucsicx.sys", "ucmucsi.sys", "bthport.sys", "bthusb.sys", "bthenum.sys"]),
            ("sound", ["ks.sys", "portcls.sys", "drmk.sys", "hdaudbus.sys", "hdaudio.sys", "usbaudio.sys", "ksthunk.sys"]),
            ("security", ["ksecdd.sys", "ksecpkg.sys", "cng.sys", "ci.dll", "skci.dll", "clfs.sys", "tm.sys", "wdfilter.sys", "wdnisdrv.sys", "mssecflt.sys", "mssecwfp.sys", "mpsdrv.sys", "clipsp.sys", "ahcache.sys", "applockerfltr.sys", "tpm.sys", "pcw.sys", "werkernel.sys", "securekernel.exe"]),
            ("what drivers are built with", ["wdfldr.sys", "wpprecorder.sys", "cea.sys", "msrpc.sys", "bootvid.dll", "kdcom.dll", "kd.dll", "pshed.dll", "cmimcext.sys", "crashdmp.sys", "dumpfve.sys", "dump_storport.sys", "dump_stornvme.sys", "dump_storahci.sys", "dump_dumpfve.sys", "dump_diskdump.sys", "dumpsd.sys"]),
            ("virtual machines", ["vmbus.sys", "vmbkmcl.sys", "vid.sys", "winhv.sys", "winhvr.sys", "hvix64.exe", "hvax64.exe", "hvservice.sys", "vmswitch.sys", "storvsc.sys", "netvsc.sys", "hvsocket.sys", "vmbusr.sys", "vmbkmclr.sys", "dxgvmb.sys"]),
        ];
        var table = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string part, string[] names) in parts)
        {
            foreach (string name in names)
                table.Add(name, part);
        }

        return table;
    }
}
