//! The part of the Rust kdmp-parser in the comparison: see ../../README.md. It does the same works in the same order, and prints the same
//! lines, as benchmarks/KdmpParser.Benchmarks/Peers.

use std::error::Error;
use std::fmt::Display;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Instant;

use kdmp_parser::gxa::{Gpa, Gva};
use kdmp_parser::map::MappedFileReader;
use kdmp_parser::parse::KernelDumpParser;
use kdmp_parser::{phys, virt};

const REPETITIONS: usize = 3;
const PAGE_SIZE: usize = 4096;

#[derive(Default, Clone, Copy)]
struct Answer {
    sum: u64,
    missing: u64,
}

impl Answer {
    fn add(&mut self, value: Option<u64>) {
        match value {
            Some(value) => self.sum = self.sum.wrapping_add(value),
            None => self.missing += 1,
        }
    }
}

struct Lists {
    physical: Vec<u64>,
    small_pages: Vec<u64>,
    large_pages: Vec<u64>,
}

impl Lists {
    fn read(path: &Path) -> std::io::Result<Self> {
        let mut file = File::open(path)?;
        Ok(Self {
            physical: read_list(&mut file)?,
            small_pages: read_list(&mut file)?,
            large_pages: read_list(&mut file)?,
        })
    }
}

fn read_list(file: &mut File) -> std::io::Result<Vec<u64>> {
    let mut count = [0; 8];
    file.read_exact(&mut count)?;
    let mut bytes = vec![0; u64::from_le_bytes(count) as usize * 8];
    file.read_exact(&mut bytes)?;
    Ok(bytes.chunks_exact(8).map(word_at).collect())
}

fn word_at(bytes: &[u8]) -> u64 {
    u64::from_le_bytes(bytes[..8].try_into().unwrap())
}

fn read_words(parser: &KernelDumpParser, addresses: &[u64]) -> Answer {
    let reader = phys::Reader::new(parser);
    let mut answer = Answer::default();
    for &address in addresses {
        answer.add(reader.read_struct::<u64>(address.into()).ok());
    }
    answer
}

fn read_pages(parser: &KernelDumpParser, addresses: &[u64]) -> Answer {
    let reader = phys::Reader::new(parser);
    let mut page = [0; PAGE_SIZE];
    let mut answer = Answer::default();
    for &address in addresses {
        let offset = address as usize % PAGE_SIZE;
        answer.add(read_page(&reader, (address - offset as u64).into(), &mut page).map(|page| word_at(&page[offset..])));
    }
    answer
}

fn translate(parser: &KernelDumpParser, addresses: &[u64]) -> Answer {
    let reader = virt::Reader::new(parser);
    let mut answer = Answer::default();
    for &address in addresses {
        answer.add(reader.translate(Gva::from(address)).ok().map(|found| found.gpa().into()));
    }
    answer
}

fn read_all(parser: &KernelDumpParser) -> Answer {
    let reader = phys::Reader::new(parser);
    let mut page = [0; PAGE_SIZE];
    let mut answer = Answer::default();
    for (address, _) in parser.physmem() {
        answer.add(read_page(&reader, address, &mut page).map(|page| u64::from(address).wrapping_add(word_at(page))));
    }
    answer
}

fn read_page<'page>(reader: &phys::Reader, address: Gpa, page: &'page mut [u8; PAGE_SIZE]) -> Option<&'page [u8; PAGE_SIZE]> {
    reader.read_exact(address, page).ok().map(|()| black_box(&*page))
}

struct Report {
    parser: &'static str,
    dump: String,
}

impl Report {
    fn print(&self, work: &str, value: impl Display, unit: &str) {
        println!("{}\t{}\t{work}\t{value}\t{unit}", self.parser, self.dump);
    }

    /// As Linux counts it: the most that the process ever had, pages of a mapped file included, or what is its own now.
    fn print_memory(&self, work: &str, field: &str) -> Result<(), Box<dyn Error>> {
        let status = fs::read_to_string("/proc/self/status")?;
        let size = status.lines().find_map(|line| line.strip_prefix(field)).ok_or("no such field")?;
        self.print(work, size.trim().trim_end_matches("kB").trim_end(), "KiB");
        Ok(())
    }

    fn measure(&self, work: &str, count: usize, run: impl Fn() -> Answer) {
        if count == 0 {
            return;
        }
        let mut best = f64::MAX;
        let mut answer = Answer::default();
        for _ in 0..REPETITIONS {
            let start = Instant::now();
            answer = black_box(run());
            best = best.min(start.elapsed().as_secs_f64());
        }
        if count == 1 {
            self.print(work, best, "s");
        } else {
            self.print(work, best / count as f64 * 1e9, "ns");
        }
        self.print(work, answer.sum, "sum");
        self.print(work, answer.missing, "missing");
    }

    fn measure_all(&self, parser: &KernelDumpParser, lists: &Lists) {
        self.measure("read-8", lists.physical.len(), || read_words(parser, &lists.physical));
        self.measure("read-page", lists.physical.len(), || read_pages(parser, &lists.physical));
        self.measure("translate-4k", lists.small_pages.len(), || translate(parser, &lists.small_pages));
        self.measure("translate-2m", lists.large_pages.len(), || translate(parser, &lists.large_pages));
        self.measure("pass", 1, || read_all(parser));
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let path = PathBuf::from(args.pop().ok_or("peer [--open] [--mapped] DUMP")?);
    let has = |option| args.iter().any(|arg| arg == option);
    let mapped = has("--mapped");
    let report = Report {
        parser: if mapped { "Rust, mapped" } else { "Rust" },
        dump: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
    };

    let start = Instant::now();
    let parser = if mapped {
        KernelDumpParser::with_reader(MappedFileReader::new(&path)?)?
    } else {
        KernelDumpParser::new(&path)?
    };
    report.print("open", start.elapsed().as_secs_f64(), "s");
    report.print_memory("peak-open", "VmHWM:")?;
    if !has("--open") {
        report.measure_all(&parser, &Lists::read(&path.with_extension("addresses"))?);
        report.print_memory("peak-end", "VmHWM:")?;
        report.print_memory("own-end", "RssAnon:")?;
    }
    Ok(())
}
