use futures::future::join;

struct Greeter;

wasip3::cli::command::export!(Greeter);

impl wasip3::exports::cli::run::Guest for Greeter {
    async fn run() -> Result<(), ()> {
        let (mut writer, reader) = wasip3::wit_stream::new();
        let write = async {
            writer.write_all(b"greetings\n".to_vec()).await;
            drop(writer);
        };
        let print = async { wasip3::cli::stdout::write_via_stream(reader).await };
        let (printed, ()) = join(print, write).await;
        printed.map_err(|_| ())
    }
}
